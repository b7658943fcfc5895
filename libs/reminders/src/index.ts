export * from './moderation.mails';
export { Preferences } from './preferences.service';
export * from './reminder.rules';
export * from './reminders.mails';
export { RemindersModule } from './reminders.module';
export { Reminders } from './reminders.service';
export * from './reviews.mails';
