import { LocalePages } from './locale.pages';
import { MailsPages } from './mails.pages';
import { PasswordPages } from './password.pages';
import { ProfilePages } from './profile.pages';
import { RegisterPages } from './register.pages';
import { SessionsPages } from './sessions.pages';

export const ACCOUNT_PAGES = [LocalePages, MailsPages, PasswordPages, ProfilePages, RegisterPages, SessionsPages];
