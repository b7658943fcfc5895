import { whyHold } from './newcomer.rules';

const newcomer = { accountAgeHours: 2, postsHere: 0, ownHost: 'academy.test:3000' };
const links = (number: number, host = 'shop.test') => Array.from({ length: number }, (_, index) => `see https://${host}/${index}`).join(' and ');
const OFFER = 'I tutor your pupils in every subject, write to me at once.';

describe('posts of newcomers', () => {
  it.each([
    ['two links', { markdown: links(2) }, null],
    ['three links', { markdown: links(3) }, 'links'],
    ['three of our own', { markdown: links(3, 'academy.test:3000') }, null],
    ['three of our own, each at the end of a sentence', { markdown: 'https://academy.test:3000. https://www.academy.test, https://help.academy.test!' }, null],
    ['three that only look like ours', { markdown: links(3, 'academy.test.shop.test') }, 'links'],
    ['three that name ours as who signs in', { markdown: links(3, 'academy.test@shop.test') }, 'links'],
    ['www without a scheme', { markdown: 'www.a.test www.b.test www.c.test' }, 'links'],
    ['links without a scheme in Markdown', { markdown: '[a](//a.test) [b](//b.test) [c](//c.test)' }, 'links'],
    ['slashes in code', { markdown: 'a // b\n\nc // d\n\ne // f' }, null],
    ['one shortened link', { markdown: 'Look: https://bit.ly/3xYz' }, 'short-link'],
    ['one without a scheme', { markdown: 'Look: tinyurl.com/swifts' }, 'short-link'],
    ['a host that ends like one', { markdown: 'https://rabbit.ly/3 is about rabbits' }, null],
    ['a word of advertisers', { markdown: 'Best CASINO of\nthe town' }, 'words'],
    ['two words over a line end', { markdown: 'a payday\nloan' }, 'words'],
    ['a word within another', { markdown: 'Casinoville is a game we play' }, null],
    ['a word beside others of an unspaced script', { markdown: '最好的赌场在这里' }, 'words'],
    ['in Cyrillic', { markdown: 'Лучшее казино!' }, 'words'],
    ['in Greek, with its accent and in capitals', { markdown: 'Το ΚΑΖΊΝΟ μας' }, 'words'],
    ['a Cyrillic word within another', { markdown: 'Казиновский парк' }, null],
    ['in Thai', { markdown: 'เล่นคาสิโนกันเถอะ' }, 'words'],
    ['without its accents', { markdown: 'ganar dinero rapido' }, 'words'],
    ['with accents it has not', { markdown: 'cásinò' }, 'words'],
    ['with letters nobody sees', { markdown: 'ca\u200Bsi\u00ADno' }, 'words'],
    ['with letters of another script', { markdown: 'саsinо' }, 'words'],
    ['with digits for letters', { markdown: 'v1agr4' }, 'words'],
    ['in wide letters', { markdown: 'ｃａｓｉｎｏ' }, 'words'],
    ['units of physics', { markdown: 'Δx = 3 μm in 5s, and CO2 at 101 kPa' }, null],
    ['the same text again', { markdown: `Hello!\n${OFFER}`, earlier: [OFFER] }, 'repeated'],
    ['the same in other capitals', { markdown: OFFER.toUpperCase(), earlier: [OFFER] }, 'repeated'],
    ['short thanks again', { markdown: 'Thank you!', earlier: ['Thank you!'] }, null],
    ['what she quotes of herself', { markdown: `> ${OFFER}\n\nI meant that as a joke.`, earlier: [OFFER] }, null],
    ['an old account', { markdown: links(9), accountAgeHours: 100 }, null],
    ['somebody who has written here', { markdown: links(9), postsHere: 3 }, null],
  ] as const)('%s: %s', (_, post, reason) => {
    expect(whyHold({ ...newcomer, ...post })).toBe(reason);
  });
});
