import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Messages } from '../../libs/platform/src/messages';
import { projectRoot } from '../../libs/platform/src/root';

/** What stands in the way of a reminder is never shown to anyone. */
const UNSEEN = /^libs\/reminders\//;

const sources = ['apps', 'libs'].flatMap((folder) =>
  readdirSync(join(projectRoot(), folder), { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.ts') && !file.endsWith('.spec.ts'))
    .map((file) => `${folder}/${file}`),
);

/** Reasons that commands refuse with, and those in the types that rules answer with. */
function reasonsIn(source: string): string[] {
  const refusals = [...source.matchAll(/(?:Refused|NotAllowed|NotSignedIn)\('([a-z-]+)'/g)].map((match) => match[1]!);
  const types = [...source.matchAll(/(?:type WhyNot\w* = |whyNot\w* = [^\n]*?\): |function whyNot\w*\([^\n]*?\): )([^={;]+)/g)].map((match) => match[1]!);
  return [...refusals, ...types.flatMap((type) => [...type.matchAll(/'([a-z-]+)'/g)].map((match) => match[1]!))];
}

const reasons = new Map(sources.filter((file) => !UNSEEN.test(file)).flatMap((file) => reasonsIn(readFileSync(join(projectRoot(), file), 'utf8')).map((reason) => [reason, file] as const)));

describe('what the Academy refuses', () => {
  const messages = new Messages();

  it('is found in the sources', () => {
    expect([...reasons.keys()]).toEqual(expect.arrayContaining(['link-not-valid', 'enrolment-over', 'transition-not-allowed', 'module-not-open']));
  });

  it.each([...reasons])('has words in every language: %s (%s)', (reason) => {
    expect(messages.supported.filter((locale) => !messages.has(`reasons.${reason}`, locale))).toEqual([]);
  });
});
