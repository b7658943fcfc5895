import type { SubmissionContent } from '../submission.entity';

/** What is known of who writes. */
export type WhoWrites = Readonly<{ displayName: string; certificateName: string; email: string; school: string | null }>;
export type Revealed = Readonly<{ kind: 'name' | 'school' | 'email' | 'introduction' | 'profile' | 'phone'; excerpt: string }>;

const plain = (text: string): string => text.normalize('NFKD').replaceAll(/\p{M}/gu, '').toLowerCase();
const escaped = (text: string): string => text.replaceAll(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`);
/** As words of their own: "Ana" is not in "banana". */
const asWords = (text: string, flags = 'u'): RegExp => new RegExp(String.raw`(?<![\p{L}\p{N}])${escaped(text).replaceAll(/\s+/g, String.raw`\s+`)}(?![\p{L}\p{N}])`, flags);

/** "My name is" in the languages of the Union and of some neighbours, written without accents. */
const INTRODUCTIONS = [
  'my name is', 'ich heisse', 'ich heiße', 'mein name ist', "je m'appelle", 'je m’appelle', 'mon nom est', 'me llamo', 'mi nombre es', 'mi chiamo', 'il mio nome e', 'chamo-me', 'o meu nome e', 'me chamo',
  'ik heet', 'mijn naam is', 'nazywam sie', 'mam na imie', 'jmenuji se', 'jmenuju se', 'volam sa', 'a nevem', 'ma numesc', 'με λενε', 'ονομαζομαι', 'казвам се', 'името ми е', 'jag heter', 'mitt namn ar',
  'jeg hedder', 'jeg heter', 'mit navn er', 'nimeni on', 'minun nimeni on', 'minu nimi on', 'mani sauc', 'mano vardas', 'ime mi je', 'moje ime je', 'zovem se', 'jisimni', 'is mise', 'em dic', 'мене звати', 'меня зовут', 'benim adim',
].map((words) => asWords(plain(words), 'u'));

const EMAIL = /[\p{L}\p{N}._%+-]+@[\p{L}\p{N}-]+(?:\.[\p{L}\p{N}-]+)+/u;
const PROFILE = /(?:https?:\/\/)?(?:[\w-]+\.)*(?:facebook|instagram|linkedin|twitter|tiktok|threads|orcid|researchgate|academia|github|gitlab|mastodon|bsky|xing|vk|youtube)\.(?:com|org|net|edu|social|app)\/[^\s)\]>"]+|(?:https?:\/\/)?x\.com\/[^\s)\]>"]+|https?:\/\/[^\s/]+\/(?:@|~|users?\/|profile\/)[^\s)\]>"]+/iu;
/** International, or after a word for telephone: other long numbers are years, counts and ISBNs. */
const PHONE = /(?<![\p{L}\p{N}])(?:\+|00)\d{1,3}[\s./()-]{0,2}\d(?:[\s./()-]{0,2}\d){6,11}(?!\d)|(?<!\p{L})(?:tel|telefon\w*|phone|mobile?|handy|telefono|tlf)\b[.: ]{0,3}\(?\d(?:[\s./()-]{0,2}\d){5,12}/iu;

/**
 * Where a work seems to say who wrote it: the name, e-mail address or school of an author, an introduction, a link to a profile,
 * a telephone number. Each once, with the words that gave it away. It warns and never refuses: it can be wrong both ways.
 */
export function revealing(content: Pick<SubmissionContent, 'markdown' | 'fields' | 'links'>, authors: readonly WhoWrites[]): Revealed[] {
  const text = [...Object.values(content.fields), content.markdown, ...content.links.flatMap(({ title, url }) => [title, url])].join('\n');
  const bare = plain(text);
  const found: Revealed[] = [];
  const add = (kind: Revealed['kind'], excerpt: string | undefined): void => {
    if (excerpt !== undefined && !found.some((each) => each.kind === kind)) found.push({ kind, excerpt: excerpt.trim().slice(0, 80) });
  };
  for (const { displayName, certificateName, email, school } of authors) {
    add('name', nameIn(text, bare, displayName) ?? nameIn(text, bare, certificateName));
    add('email', bare.includes(plain(email)) ? email : undefined);
    if (school !== null && school.trim().length >= 5) add('school', asWords(plain(school.trim())).test(bare) ? school : undefined);
  }
  add('email', EMAIL.exec(text)?.[0]);
  add('introduction', INTRODUCTIONS.map((words) => words.exec(bare)?.[0]).find((words) => words !== undefined));
  add('profile', PROFILE.exec(text)?.[0]);
  add('phone', PHONE.exec(text)?.[0]);
  return found;
}

/** The whole name however it is written, in either order; or one longer part of it, written as a name. */
function nameIn(text: string, bare: string, name: string): string | undefined {
  const parts = name.trim().split(/\s+/).filter((part) => part !== '');
  if (parts.length === 0) return undefined;
  const orders = [parts.join(' '), [...parts].reverse().join(' '), `${parts.at(-1)!}, ${parts.slice(0, -1).join(' ')}`];
  const whole = parts.length > 1 ? (orders.some((each) => asWords(plain(each)).test(bare)) ? name.trim() : undefined) : undefined;
  return whole ?? parts.filter((part) => [...part].length >= 4 && part !== part.toLowerCase()).find((part) => asWords(part).test(text));
}
