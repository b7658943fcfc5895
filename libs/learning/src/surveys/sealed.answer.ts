import type { Secrets } from '@academy/platform';
import type { SurveyAnswers } from './survey.rules';

/** An answer with nothing else than what is kept of it. */
export type NobodysAnswer = Readonly<{ versionId: string; language: string; answers: SurveyAnswers }>;

const PURPOSE = 'survey answer';
/** Bytes that an answer fills at least: most do, so that their length tells nothing. */
const SMALLEST = 4_096;

/** An answer for the box. `salt`: so that the same answer never looks the same twice. */
export function sealedAnswer(answer: NobodysAnswer, salt: string, secrets: Pick<Secrets, 'conceal'>): string {
  const plain = JSON.stringify({ salt, ...answer });
  const bytes = Buffer.byteLength(plain);
  let room = SMALLEST;
  while (room < bytes) room *= 2;
  return secrets.conceal(PURPOSE, plain + ' '.repeat(room - bytes));
}

/** The answer that was sealed, or null where it was sealed with a secret that this process does not know. */
export function openedAnswer(sealed: string, secrets: Pick<Secrets, 'reveal'>): NobodysAnswer | null {
  const plain = secrets.reveal(PURPOSE, sealed);
  if (plain === null) return null;
  const { versionId, language, answers } = JSON.parse(plain) as NobodysAnswer;
  return { versionId, language, answers };
}
