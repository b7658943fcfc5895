import { AddressesPages } from './addresses.pages';
import { DeliveriesPages } from './deliveries.pages';
import { MailPages } from './mail.pages';
import { Operations } from './operations';
import { OperationsApi } from './operations.api';
import { OperationsPages } from './operations.pages';
import { SentPages } from './sent.pages';

export const OPERATIONS_CONTROLLERS = [OperationsPages, DeliveriesPages, MailPages, AddressesPages, SentPages, OperationsApi];
export const OPERATIONS_VIEWS = [Operations];
