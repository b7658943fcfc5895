import { defineFact } from '@academy/platform';
import { z } from 'zod';

const scope = z.object({ kind: z.string(), courseId: z.uuid().nullable(), editionId: z.uuid().nullable() });

export const ReminderRuleChanged = defineFact('reminder-rule.changed', scope.extend({ fields: z.array(z.string()) }));
export const ReminderRuleReset = defineFact('reminder-rule.reset', scope);
