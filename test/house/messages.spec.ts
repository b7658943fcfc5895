import { readdirSync } from 'node:fs';
import { type MessageFormatElement, TYPE } from '@formatjs/icu-messageformat-parser';
import { IntlMessageFormat } from 'intl-messageformat';
import { ACTIVITY_KINDS } from '@academy/courses';
import { EDITION_STATES } from '@academy/editions';
import { ENROLMENT_STATES } from '@academy/enrolments';
import { ROLES } from '@academy/people';
import { mailKind, mailKinds, Messages, QUEUES } from '@academy/platform';
import '@academy/reminders';
import { CLOCKWORK } from '../../apps/worker/src/clockwork';
import { sourceFiles } from '../support/source-files';
import { reasonsIn, refusers, type Use, usesInCode, usesInTemplate } from './message.uses';

const messages = new Messages();
const isParsed = (text: string, locale: string) => new IntlMessageFormat(text, locale, undefined, { ignoreTag: true });

/** What a message takes: `name`, and for choices between words their branches as well. */
function placeholders(text: string): string[] {
  const found = new Set<string>();
  const visit = (elements: MessageFormatElement[]): void =>
    elements.forEach((element) => {
      if (element.type === TYPE.literal || element.type === TYPE.pound) return;
      if (element.type === TYPE.tag) return visit(element.children);
      found.add(element.type === TYPE.select ? `${element.value} of ${Object.keys(element.options).sort().join('|')}` : element.value);
      if (element.type === TYPE.select || element.type === TYPE.plural) Object.values(element.options).forEach(({ value }) => visit(value));
    });
  visit(isParsed(text, 'en').getAst());
  return [...found].sort();
}
const namesOf = (key: string): string[] => placeholders(raw('en', key)).map((name) => name.split(' ')[0] ?? '');

const files = sourceFiles();
const texts = new Map<string, string>(
  files.flatMap(({ path, text }) => {
    const [, locale, area] = /^locales\/([^/]+)\/(.+)\.json$/.exec(path) ?? [];
    return area ? Object.entries(JSON.parse(text) as Record<string, string>).map(([key, words]) => [`${locale} ${area}.${key}`, words] as const) : [];
  }),
);
const raw = (locale: string, key: string): string => texts.get(`${locale} ${key}`) ?? '';

/** What is wrong with the messages that are asked for: no such key, or not given what the message takes. */
function wrongs(uses: Use[], keys: string[], takes: (key: string) => string[]): string[] {
  return uses.flatMap(({ key, path, given }) => {
    if (key.includes('*')) {
      const pattern = new RegExp(`^${key.split('*').map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')).join('.+')}$`);
      return keys.some((each) => pattern.test(each)) ? [] : [`${path}: no message fits ${key}`];
    }
    if (!keys.includes(key)) return [`${path}: there is no message ${key}`];
    const missing = given === null ? [] : takes(key).filter((name) => !given.includes(name));
    return missing.length === 0 ? [] : [`${path}: ${key} is not given ${missing.join(', ')}`];
  });
}

/** What can stand for the `*` of a key that is put together at run time. */
const FAMILIES: Record<string, readonly string[]> = {
  'account.role-*': ROLES,
  'coordination.enrolment-*': ENROLMENT_STATES,
  'coordination.moved-*': EDITION_STATES,
  'coordination.state-*': EDITION_STATES,
  'layout.kind-*': ACTIVITY_KINDS,
  'operations.queue-*': QUEUES,
  'operations.job-*': CLOCKWORK.map(({ name }) => name),
  'reminders.kind.*': mailKinds().filter((kind) => mailKind(kind)?.mayUnsubscribe),
};

const code = files.filter(({ path }) => /^(apps|libs)\/.*\.ts$/.test(path) && !path.endsWith('.spec.ts'));
const templates = files.filter(({ path }) => path.endsWith('.hbs'));
const keys = messages.keysOf('en');
const uses = [...code.flatMap(({ path, text }) => usesInCode(path, text)), ...templates.flatMap(({ path, text }) => usesInTemplate(path, text))];

/** A language has all areas, or some whole: certificates speak more languages than pages. */
describe.each(readdirSync('locales'))('the messages in %s', (locale) => {
  it('are those of English, all of them and no others', () => {
    const areaOf = (key: string) => key.split('.')[0]!;
    const areas = new Set(messages.keysOf(locale).map(areaOf));
    expect(messages.keysOf(locale).sort()).toEqual(keys.filter((key) => messages.supported.includes(locale) || areas.has(areaOf(key))).sort());
    expect(keys.length).toBeGreaterThan(300);
  });

  it('can all be read, take what the English ones take, and are not empty', () => {
    const different = messages.keysOf(locale).flatMap((key) => {
      const text = raw(locale, key);
      if (text.trim() === '' || text !== text.trim()) return [`${key} is empty or has space around it`];
      const [own, english] = [placeholders(text), placeholders(raw('en', key))];
      return String(own) === String(english) ? [] : [`${key} takes ${own.join(', ') || 'nothing'}, in English ${english.join(', ') || 'nothing'}`];
    });
    expect(different).toEqual([]);
  });

  it('say each plural in every form that the language counts with', () => {
    const wanted = new Set(Array.from({ length: 1_000 }, (_, count) => new Intl.PluralRules(locale).select(count)));
    const lacking = messages.keysOf(locale).filter((key) => {
      let isLacking = false;
      const visit = (elements: MessageFormatElement[]): void =>
        elements.forEach((element) => {
          if (element.type === TYPE.plural) isLacking ||= element.pluralType === 'cardinal' && [...wanted].some((form) => !(form in element.options));
          if (element.type === TYPE.plural || element.type === TYPE.select) Object.values(element.options).forEach(({ value }) => visit(value));
        });
      visit(isParsed(raw(locale, key), locale).getAst());
      return isLacking;
    });
    expect(lacking).toEqual([]);
  });
});

describe('every message that is asked for', () => {
  it('is there and is given what it takes', () => {
    expect(uses.length).toBeGreaterThan(300);
    expect(wrongs(uses, keys, namesOf)).toEqual([]);
  });

  it.each(Object.entries(FAMILIES))('is there for all of %s', (pattern, values) => {
    expect(uses.map(({ key }) => key)).toContain(pattern);
    expect(values.length).toBeGreaterThan(3);
    expect(values.map((value) => pattern.replace('*', value)).filter((key) => !keys.includes(key))).toEqual([]);
  });

  it('is there for each reason that a rule refuses with', () => {
    const reasons = new Map(code.flatMap(({ text }) => (text.includes('why') ? [...reasonsIn(text)] : [])));
    const asked = [...new Set(code.flatMap(({ text }) => (text.includes('refuseIf(') ? refusers(text) : [])))];
    expect(asked.length).toBeGreaterThan(5);
    expect(asked.filter((name) => !reasons.get(name)?.length)).toEqual([]);
    expect(asked.flatMap((name) => reasons.get(name) ?? []).filter((reason) => !keys.includes(`reasons.${reason}`))).toEqual([]);
  });
});

describe('the test of messages', () => {
  const found = (planted: Use[]) => wrongs(planted, ['reasons.closed', 'mail.hello', 'learning.state-open'], (key) => (key === 'mail.hello' ? ['name'] : []));

  it('finds what code asks for', () => {
    const planted = (text: string, path = 'libs/planted.ts') => usesInCode(path, text).map(({ key }) => key);
    expect(planted(`this.messages.text(locale, isOpen ? 'home.open' : 'home.closed', { a })`)).toEqual(['home.open', 'home.closed']);
    expect(planted('messages.text(locale, `learning.state-${state}`)')).toEqual(['learning.state-*']);
    expect(planted('const text = (key: string, values = {}) => messages.text(locale, `home.${key}`, values); text("open"); text(`state-${x}`)')).toEqual(['home.open', 'home.state-*']);
    expect(planted(`new SeeOther('/', { kind: 'success', message: 'home.done' })`)).toEqual(['home.done']);
    expect(planted(`throw new Refused('closed', { at }); refuseIf(isOpen ? null : 'over')`)).toEqual(['reasons.closed', 'reasons.over']);
    expect(planted(`const subject = t('hello', data)`, 'libs/people/src/people.mails.ts')).toEqual(['mail.hello']);
    expect(planted(`import { error } from './problem.rules'; error(path, 'emptyCourse')`)).toEqual(['check.emptyCourse']);
  });

  it('finds what templates ask for', () => {
    const planted = usesInTemplate('a.hbs', '{{#if x}}{{t "home.open" name=x}}{{/if}}{{> partials/tag label=(t (concat "home.state-" (or a "open")))}}{{t words}}');
    expect(planted.map(({ key }) => key)).toEqual(['home.open', 'home.state-*', 'home.state-open']);
    expect(planted[0]?.given).toEqual(['name']);
  });

  it('finds the reasons of a rule', () => {
    const rule = `type WhyNot = Other | 'closed';\ntype Other = 'over';\nexport function whyNotEnter(a: number): WhyNot | null { return null; }\nexport const whyNotLeave = (): 'busy' | null => null;`;
    expect([...reasonsIn(rule)]).toEqual([['whyNotEnter', ['over', 'closed']], ['whyNotLeave', ['busy']]]);
    expect(refusers('refuseIf(whyNotEnter(1)); refuseIf(cond ? null : whyNotLeave())')).toEqual(['whyNotEnter', 'whyNotLeave']);
  });

  it('tells a key that is missing and a value that is not given', () => {
    expect(found([{ key: 'mail.hello', path: 'a.ts', given: ['name'] }, { key: 'reasons.closed', path: 'a.ts', given: null }, { key: 'learning.state-*', path: 'a.hbs', given: [] }])).toEqual([]);
    expect(found([{ key: 'mail.bye', path: 'a.ts', given: [] }, { key: 'mail.hello', path: 'a.hbs', given: ['course'] }, { key: 'learning.mood-*', path: 'a.hbs', given: [] }])).toEqual([
      'a.ts: there is no message mail.bye',
      'a.hbs: mail.hello is not given name',
      'a.hbs: no message fits learning.mood-*',
    ]);
    expect(placeholders('{name} {count, plural, one {# {thing}} other {#}} {kind, select, a {x} other {y}} {at, date}')).toEqual(['at', 'count', 'kind of a|other', 'name', 'thing']);
  });
});
