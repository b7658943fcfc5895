import { AddressLinkPages } from './address.link.pages';
import { LocalePages } from './locale.pages';
import { PasswordPages } from './password.pages';
import { ProfilePages } from './profile.pages';
import { RegisterPages } from './register.pages';
import { SessionsPages } from './sessions.pages';

export const ACCOUNT_PAGES = [AddressLinkPages, LocalePages, PasswordPages, ProfilePages, RegisterPages, SessionsPages];
