import { houseRule, REMINDER_KINDS, REMINDER_TRAITS, type ReminderKind, type ReminderRule } from './reminder.kinds';
import { filledIn, paragraphsOf, textFor, unknownPlaceholders, whyNotKeep } from './rule.rules';

const why = (kind: ReminderKind, change: Partial<ReminderRule>) => whyNotKeep({ ...houseRule(kind), ...change }, REMINDER_TRAITS[kind]);

describe('whether a rule can be kept', () => {
  it.each(REMINDER_KINDS)('the rule of the house for %s can', (kind) => expect(why(kind, {})).toBeNull());
  it.each([
    ['deadline', { offsets: [] }, 'offset-missing'],
    ['deadline', { offsets: [1] }, null],
    ['module-opened', { offsets: [24] }, 'offset-not-possible'],
    ['reviews-owed', { offsets: [24] }, 'offset-not-possible'],
    ['seat-freed', { holdOut: 10 }, 'hold-out-not-possible'],
    ['away', { holdOut: 50 }, null],
    ['survey', { isOn: true }, 'survey-link-missing'],
    ['survey', { channels: { inApp: true, email: true } }, 'in-app-not-possible'],
    ['survey', { isOn: true, link: 'https://survey.example/1' }, null],
    ['away', { texts: { en: { subject: 'Come back, {name}', body: '{activity} waits' } } }, null],
    ['away', { texts: { en: { subject: 'Your {module}', body: 'x' } } }, 'placeholder-unknown'],
    ['away', { texts: { en: { subject: 'x', body: '{name.constructor}' } } }, 'placeholder-unknown'],
    ['away', { texts: { en: { subject: 'x', body: 'y' }, de: { subject: 'x', body: '{}' } } }, 'placeholder-unknown'],
  ] as const)('%s with %j: %s', (kind, change, reason) => expect(why(kind, change)).toBe(reason));
});

describe('whether the rule for a survey can be kept where the course has its own', () => {
  it.each([
    [{ isOn: true, channels: { inApp: true, email: true } }, null],
    [{ isOn: true, link: 'https://survey.example/1' }, 'survey-link-not-possible'],
    [{ isOn: true, holdOut: 20 }, null],
  ] as const)('%j: %s', (change, reason) => expect(whyNotKeep({ ...houseRule('survey'), ...change }, REMINDER_TRAITS.survey, true)).toBe(reason));
});

describe('the text of a rule', () => {
  it('is filled in once, and what is filled in is no text', () => {
    expect(filledIn('Dear {name}: {course}', { name: '{course}', course: 'Swifts' })).toBe('Dear {course}: Swifts');
    expect(filledIn('{toString}{date} left', { name: 'x' })).toBe('left');
    expect(filledIn('{{name}}', { name: 'x' })).toBe('{x}');
  });
  it('names what it cannot fill in', () => expect(unknownPlaceholders({ subject: '{a} {b}', body: '{c d}{b}' }, ['b'])).toEqual(['a', 'c d']));
  it.each([
    ['de-AT', 'de'],
    ['de', 'de'],
    ['pt-BR', 'pt-BR'],
    ['pt', null],
    ['el', null],
  ])('for a reader of %s is that in %s', (locale, of) => expect(textFor({ de: 'de', 'pt-BR': 'pt-BR' }, locale)).toBe(of));
  it('has paragraphs', () => expect(paragraphsOf('a\nb\n\n \nc\n')).toEqual(['a\nb', 'c']));
});
