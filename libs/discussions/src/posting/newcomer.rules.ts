import { SHORTENERS, SPAM_WORDS } from './spam.words.rules';

const NEW_FOR_HOURS = 72;
const NEW_FOR_POSTS = 3;
const MOST_LINKS = 2;
/** Shorter texts, such as thanks, are the same again by right. */
const LONG_ENOUGH = 40;

export type Newcomer = Readonly<{
  markdown: string;
  accountAgeHours: number;
  /** Shown posts of hers in this space. */
  postsHere: number;
  /** Links to this host, and to those below it, are no foreign ones: ours. */
  ownHost: string;
  /** What she posted before, here or elsewhere. */
  earlier?: readonly string[];
}>;

/** A young account, or hardly any posts here: at first both are looked at more closely. */
export const isNewcomer = ({ accountAgeHours, postsHere }: Pick<Newcomer, 'accountAgeHours' | 'postsHere'>): boolean => accountAgeHours < NEW_FOR_HOURS && postsHere < NEW_FOR_POSTS;

/** Why a newcomer's post waits for a moderator first, or null. Whoever is no newcomer is trusted, and can be reported. */
export function whyHold(post: Newcomer): 'links' | 'short-link' | 'words' | 'repeated' | null {
  if (!isNewcomer(post)) return null;
  const text = post.markdown.normalize('NFKC').replace(UNSEEN, '').toLowerCase();
  if (SHORT_LINK.test(text)) return 'short-link';
  if (hostsIn(text).filter((host) => !isBelow(host, plainHost(post.ownHost))).length > MOST_LINKS) return 'links';
  const plain = folded(post.markdown);
  if (WORDS.some((word) => word.test(plain)) || WORDS.some((word) => word.test(unmasked(plain)))) return 'words';
  const own = folded(post.markdown.replace(/^>.*$/gm, ''));
  return (post.earlier ?? []).map(folded).some((before) => before.length >= LONG_ENOUGH && own.includes(before)) ? 'repeated' : null;
}

/** Characters that nobody sees: zero-width ones, soft hyphens, marks of direction. */
const UNSEEN = /[\u00AD\u200B-\u200F\u202A-\u202E\u2060-\u2064\uFEFF]/g;

/** Hosts that a text links to, with a scheme, by `//`, or from `www.` on; each as often as it is there. */
const hostsIn = (text: string): string[] => [...text.matchAll(/(?:(?:https?:)?\/\/|(?<![\p{L}\p{N}/.])(?=www\.))([^\s/?#()[\]{}<>"'|\\]+)/gu)].map((match) => plainHost(match[1]!)).filter((host) => host.includes('.'));

/** Without who signs in there, its port, and what ends a sentence. */
const plainHost = (host: string): string => host.toLowerCase().replace(/^.*@/, '').replace(/[.,:;!?*_]+$/, '').replace(/:\d+$/, '').replace(/^www\./, '');
const isBelow = (host: string, own: string): boolean => host === own || host.endsWith(`.${own}`);
const SHORT_LINK = new RegExp(`(?<![\\p{L}\\p{N}.-])(?:${SHORTENERS.map((host) => host.replaceAll('.', '\\.')).join('|')})/\\S`, 'u');

/** Lower case without accents and unseen characters, single spaces; a sigma is a sigma. */
const folded = (text: string): string =>
  text.normalize('NFKC').replace(UNSEEN, '').toLowerCase().normalize('NFD').replace(/\p{M}/gu, '').replaceAll('ς', 'σ').replaceAll('’', "'").replace(/\s+/gu, ' ').trim();

/** Letters and digits that pass for Latin ones. */
const MASKS: Readonly<Record<string, string>> = { а: 'a', е: 'e', о: 'o', р: 'p', с: 'c', у: 'y', х: 'x', і: 'i', ѕ: 's', ј: 'j', к: 'k', α: 'a', ε: 'e', ο: 'o', ρ: 'p', ι: 'i', ν: 'v', κ: 'k', '0': 'o', '1': 'i', '3': 'e', '4': 'a', '5': 's', $: 's', '@': 'a' };
/** Words that mix them with Latin letters, written with Latin ones alone. */
const unmasked = (plain: string): string => plain.replace(/[\p{L}\p{N}$@]+/gu, (word) => (/[a-z]/.test(word) ? [...word].map((letter) => MASKS[letter] ?? letter).join('') : word));

/** Scripts that put no space between words: there a word is one wherever it stands. */
const UNSPACED = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}]/u;
const WORDS = SPAM_WORDS.map(folded).map((word) => new RegExp(UNSPACED.test(word) ? word : `(?<![\\p{L}\\p{N}])${word}(?![\\p{L}\\p{N}])`, 'u'));
