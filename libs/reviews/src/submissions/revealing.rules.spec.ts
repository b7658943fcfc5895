import { revealing } from './revealing.rules';

const ANA = { displayName: 'Ana Sörensen', certificateName: 'Ana María Sørensen-Gil', email: 'ana.s@escola.pt', school: 'Escola Básica do Rio' };
const kinds = (markdown: string, who = ANA, links: { url: string; title: string }[] = []) => revealing({ markdown, fields: {}, links }, [who]).map(({ kind }) => kind);

describe('A text that seems to say who wrote it', () => {
  it.each([
    ['Written by Ana Sörensen in May.', ['name']],
    ['SORENSEN, ANA', ['name']],
    ['Lesson by Sörensen Ana', ['name']],
    ['(Sörensen)', ['name']],
    ['At the escola basica do rio we count birds.', ['school']],
    ['Write to ANA.S@escola.pt!', ['email']],
    ['Write to colleague@example.org', ['email']],
    ['My name is a secret', ['introduction']],
    ['Ich heiße anders', ['introduction']],
    ["Bonjour, je m’appelle X", ['introduction']],
    ['Με λένε Μαρία', ['introduction']],
    ['Nazywam się Nowak', ['introduction']],
    ['Казвам се Иван', ['introduction']],
    ['See https://www.linkedin.com/in/someone', ['profile']],
    ['github.com/someone/lessons', ['profile']],
    ['https://mastodon.example/@someone', ['profile']],
    ['Call +351 912 345 678', ['phone']],
    ['Tel.: (030) 123 45 67', ['phone']],
  ])('%j', (text, expected) => {
    expect(kinds(text)).toEqual(expected);
  });

  it.each([
    'We plant bananas and analyse them.',
    'From 1998 to 2026 the pupils counted 12 000 swifts, 351 of them in one hour.',
    'ISBN 978-3-16-148410-0',
    'Her name is Rosa Parks: the class reads about her.',
    'See https://www.europarl.europa.eu/topics and https://github.com',
    'The pupils answer the phone in 5 roles.',
    '',
  ])('is not %j', (text) => {
    expect(kinds(text)).toEqual([]);
  });

  it('is told once a kind, with the words that gave it away, wherever they stand', () => {
    const found = revealing({ markdown: 'Ana Sörensen and Ana Sörensen', fields: { aim: 'My name is not here' }, links: [{ url: 'https://x.com/anas', title: '' }] }, [ANA]);
    expect(found).toEqual([
      { kind: 'name', excerpt: 'Ana Sörensen' },
      { kind: 'introduction', excerpt: 'my name is' },
      { kind: 'profile', excerpt: 'https://x.com/anas' },
    ]);
  });

  it('knows every author of a work that several write', () => {
    const ben = { displayName: 'Ben Ng', certificateName: 'Ben Ng', email: 'ben@x.eu', school: null };
    expect(revealing({ markdown: 'Thanks to Ben Ng.', fields: {}, links: [] }, [ANA, ben])).toEqual([{ kind: 'name', excerpt: 'Ben Ng' }]);
  });

  it('does not search for what is no name', () => {
    expect(kinds('A b c . * + ?', { displayName: 'b', certificateName: '.*+?(', email: 'q@q.qq', school: 'ABC' })).toEqual([]);
  });
});
