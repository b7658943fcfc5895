import { ReminderEffects } from './effects.service';
import { ReminderLetters } from './letters.queries';
import { LookBackSubscriber } from './look.back';
import { ReminderObjections } from './objections';
import { ReminderPreview } from './preview.service';
import { ReminderRules } from './rules.service';
import { Reminders } from './sweep.service';

export { ReminderLetters } from './letters.queries';
export { ReminderObjections } from './objections';

/** What this folder offers to apps; the rest is for the lib alone. */
export const RULES_ROOMS = [ReminderEffects, ReminderPreview, ReminderRules, Reminders];
export const RULES_INSIDE = [LookBackSubscriber, ReminderLetters, ReminderObjections];
