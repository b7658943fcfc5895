import type { Provider, Type } from '@nestjs/common';
import { MailsApi } from './mails.api';
import { MailsPages } from './mails.pages';
import { FeedsPages } from './feeds.pages';
import { NotificationsApi } from './notifications.api';
import { NotificationsPages } from './notifications.pages';
import { WishesApi } from './wishes.api';
import { WishesPages } from './wishes.pages';

export const NOTIFICATIONS_CONTROLLERS: Type[] = [FeedsPages, MailsApi, MailsPages, NotificationsApi, NotificationsPages, WishesApi, WishesPages];
/** What its pages are composed with. */
export const NOTIFICATIONS_VIEWS: Provider[] = [];
