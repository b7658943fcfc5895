import { AddressesPages } from './addresses.pages';
import { DesksApi } from './desks.api';
import { DeliveriesPages } from './deliveries.pages';
import { MailDeskApi } from './mail.desk.api';
import { MailPages } from './mail.pages';
import { Operations } from './operations';
import { OperationsApi } from './operations.api';
import { OperationsPages } from './operations.pages';
import { SentPages } from './sent.pages';

export const OPERATIONS_CONTROLLERS = [OperationsPages, DeliveriesPages, MailPages, AddressesPages, SentPages, OperationsApi, MailDeskApi, DesksApi];
export const OPERATIONS_VIEWS = [Operations];
