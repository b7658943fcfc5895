import type { EmailWish } from './timing.rules';

/** How somebody wants e-mails on the whole. */
export const PRESETS = ['at-once', 'daily', 'weekly', 'important'] as const;
export type Preset = (typeof PRESETS)[number];

/** What cannot wait for a letter: it would come too late. */
const URGENT = new Set(['enrolled', 'seat-freed', 'deadline', 'draft-not-sent', 'claim-expiring', 'edition-starts', 'live-event', 'live-event-changed', 'case-raised', 'post-case-opened', 'post-appealed', 'name-correction-asked']);
/** What somebody would miss: what she earned, what is decided about her, what is due. */
const IMPORTANT = new Set([
  ...URGENT, 'waitlisted', 'announcement', 'certificate-ready', 'certificate-unfetched', 'credential-expiring', 'credential-revoked', 'grade-released', 'reviews-owed', 'work-returned', 'with-moderators',
  'appeal-decided', 'taken-out', 'post-decided', 'post-appeal-decided', 'name-correction-decided',
]);

export function wishIn(preset: Preset, kind: string): EmailWish {
  if (preset === 'at-once') return 'now';
  if (preset === 'important') return IMPORTANT.has(kind) ? 'now' : 'off';
  return URGENT.has(kind) ? 'now' : preset;
}

/** For kinds that there are not yet. */
export const otherIn = (preset: Preset): EmailWish => (preset === 'at-once' ? 'now' : preset === 'important' ? 'off' : preset);

/** Which of these somebody's wishes are, or null for a choice of her own. */
export const presetOf = (wishes: Readonly<Record<string, EmailWish>>): Preset | null => PRESETS.find((preset) => Object.entries(wishes).every(([kind, wish]) => wish === wishIn(preset, kind))) ?? null;
