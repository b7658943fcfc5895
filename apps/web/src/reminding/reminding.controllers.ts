import { CourseRemindersPages } from './course.reminders.pages';
import { EditionRemindersPages } from './edition.reminders.pages';
import { ReminderRulesApi } from './reminder.rules.api';
import { RuleActs } from './rule.acts';
import { RulePages } from './rule.pages.view';
import { RuleReach } from './rule.reach.view';

export const REMINDING_CONTROLLERS = [EditionRemindersPages, CourseRemindersPages, ReminderRulesApi];
export const REMINDING_VIEWS = [RulePages, RuleReach, RuleActs];
