import { mentionedIn, typedNames, withMentionLinks, withMentions, withoutMentionLinks } from './mentions.rules';

const MARIA = '11111111-1111-4111-8111-111111111111';
const ELENI = '22222222-2222-4222-8222-222222222222';
const people: Record<string, string> = { 'Maria Rossi': MARIA, Ελένη: ELENI };
const idOf = (name: string) => people[name] ?? null;

describe('mentions', () => {
  it.each([
    ['Thank you @Maria Rossi!', `Thank you @[Maria Rossi](person:${MARIA})!`],
    ['@Maria Rossi From Rome said', `@[Maria Rossi](person:${MARIA}) From Rome said`],
    ['ask (@Ελένη) about it', `ask (@[Ελένη](person:${ELENI})) about it`],
    ['ask @Ελένη.', `ask @[Ελένη](person:${ELENI}).`],
    ['mail me@Maria Rossi', 'mail me@Maria Rossi'],
    ['@Nobody Known', '@Nobody Known'],
    [`@[Maria Rossi](person:${MARIA})`, `@[Maria Rossi](person:${MARIA})`],
  ])('%s', (typed, stored) => {
    expect(withMentions(typed, idOf)).toBe(stored);
  });

  it('are found once each, shown as words or links', () => {
    const text = `@[Maria](person:${MARIA}) and @[Maria](person:${MARIA}) and @[Ελένη](person:${ELENI})`;
    expect(mentionedIn(text)).toEqual([MARIA, ELENI]);
    expect(withoutMentionLinks(text)).toBe('@Maria and @Maria and @Ελένη');
    expect(withMentionLinks('@[Ελένη](person:' + ELENI + ')', (id) => `/people/${id}`)).toBe(`[@Ελένη](/people/${ELENI})`);
    expect(mentionedIn('@[x](person:1)')).toEqual([]);
  });

  it('may be typed with or without what follows', () => {
    expect(typedNames('Hello @Maria Rossi Bianchi, and @Ana')).toEqual(['Maria Rossi Bianchi', 'Maria Rossi', 'Maria', 'Ana']);
  });
});
