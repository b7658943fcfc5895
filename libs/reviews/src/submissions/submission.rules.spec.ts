import { isLate, missingParts, neutralName, partsOf, reviewByOf, whyNotSubmit, whyNotTakeBack, whyNotWrite, wholeMarkdown } from './submission.rules';

const at = (day: number, hour = 0) => new Date(Date.UTC(2027, 2, day, hour));
const DATES = { editionState: 'running', submitBy: at(10), graceUntil: at(12), reviewBy: at(20), isSelfPaced: false } as const;
const OPEN = { ...DATES, submitBy: null, graceUntil: null, reviewBy: null };
const draft = { state: 'draft', round: 1 } as const;

describe('Handing in', () => {
  it.each([
    [draft, DATES, at(9), null],
    [draft, DATES, at(10), null],
    [draft, DATES, at(11), null],
    [draft, DATES, at(12), null],
    [draft, DATES, at(12, 1), 'submissions-closed'],
    [draft, { ...DATES, graceUntil: null }, at(10, 1), 'submissions-closed'],
    [draft, OPEN, at(30), null],
    [draft, { ...OPEN, editionState: 'closed' }, at(1), 'edition-closed'],
    [draft, { ...OPEN, editionState: 'archived' }, at(1), 'edition-closed'],
    [draft, { ...DATES, editionState: 'grading' }, at(11), null],
    [{ state: 'withdrawn', round: 1 }, DATES, at(9), null],
    [{ state: 'withdrawn', round: 1 }, DATES, at(13), 'submissions-closed'],
    [{ state: 'returned', round: 1 }, DATES, at(30), null],
    [{ state: 'draft', round: 2 }, DATES, at(30), null],
    [{ state: 'submitted', round: 1 }, DATES, at(9), 'already-submitted'],
    [{ state: 'in-review', round: 1 }, DATES, at(9), 'already-submitted'],
    [{ state: 'graded', round: 1 }, DATES, at(9), 'already-graded'],
  ] as const)('%j with %j on %s: %s', (work, dates, now, why) => {
    expect(whyNotSubmit(work, dates, now)).toBe(why);
  });

  it('is late after the deadline, in the first round and of its own accord', () => {
    expect([at(9), at(10), at(11)].map((now) => isLate(draft, DATES, now))).toEqual([false, false, true]);
    expect(isLate({ state: 'draft', round: 2 }, DATES, at(30))).toBe(false);
    expect(isLate({ state: 'returned', round: 1 }, DATES, at(30))).toBe(false);
    expect(isLate(draft, OPEN, at(30))).toBe(false);
  });

  it.each([
    ['in time', draft, DATES, at(9), at(20)],
    ['in time, with reviews due soon', draft, { ...DATES, reviewBy: at(11) }, at(9), at(11)],
    ['late, long before reviews are due', draft, DATES, at(11), at(20)],
    ['late, shortly before reviews are due', draft, { ...DATES, reviewBy: at(13) }, at(11), at(18)],
    ['where no date is set', draft, OPEN, at(9), at(16)],
    ['at one’s own pace', draft, { ...DATES, reviewBy: at(11), isSelfPaced: true }, at(9), at(16)],
    ['as a second draft', { state: 'draft', round: 2 } as const, DATES, at(19), at(26)],
  ])('%s has its reviews by then', (_, work, dates, now, by) => {
    expect(reviewByOf(work, dates, now)).toEqual(by);
  });
});

describe('Taking back', () => {
  const work = { state: 'submitted', submittedAt: at(5), openedAt: null, finished: 0 } as const;
  it.each([
    [work, 0, at(9), null],
    [{ ...work, openedAt: at(6) }, 0, at(6), 'already-opened'],
    [{ ...work, openedAt: at(5) }, 60, at(5, 1), null],
    [{ ...work, openedAt: at(5) }, 60, at(5, 2), 'already-opened'],
    [{ ...work, state: 'in-review', openedAt: at(5) }, 60, at(5, 1), null],
    [{ ...work, finished: 1 }, 60, at(5), 'already-reviewed'],
    [{ ...work, state: 'draft' }, 0, at(5), 'not-submitted'],
    [{ ...work, state: 'withdrawn' }, 0, at(5), 'not-submitted'],
    [{ ...work, state: 'returned' }, 0, at(5), 'not-submitted'],
    [{ ...work, state: 'graded' }, 60, at(5), 'already-graded'],
  ] as const)('%j within %i minutes on %s: %s', (given, minutes, now, why) => {
    expect(whyNotTakeBack(given, minutes, now)).toBe(why);
  });
});

describe('What a work is made of', () => {
  const form = { fields: [{ key: 'aim', title: 'Aim', hint: '', required: true }, { key: 'notes', title: 'Notes', hint: '', required: false }] };
  const content = { markdown: '', fields: {}, links: [], attachments: [] };

  it('is missing where the form requires it, and otherwise only when there is nothing at all', () => {
    const missing = (given: object, of = form) => missingParts({ ...content, ...given }, of).map(({ pointer }) => pointer);
    expect(missing({})).toEqual(['/fields/aim']);
    expect(missing({ fields: { aim: ' ' }, markdown: 'Text' })).toEqual(['/fields/aim']);
    expect(missing({ fields: { aim: 'Count' } })).toEqual([]);
    expect(missing({}, { fields: [] })).toEqual(['/markdown']);
    expect(missing({ attachments: ['a'] }, { fields: [] })).toEqual([]);
    expect(missing({ links: [{ url: 'https://x.eu', title: '' }] }, { fields: [] })).toEqual([]);
    expect(missing({}, { fields: [form.fields[1]!] })).toEqual(['/fields/notes']);
  });

  it('is read in the order of its form, empty parts left out', () => {
    const given = { markdown: 'More', fields: { notes: 'N', aim: 'A' } };
    expect(partsOf(given, form)).toEqual([{ title: 'Aim', markdown: 'A' }, { title: 'Notes', markdown: 'N' }, { title: null, markdown: 'More' }]);
    expect(wholeMarkdown(given, form)).toBe('## Aim\n\nA\n\n## Notes\n\nN\n\nMore');
    expect(partsOf({ markdown: ' ', fields: { aim: '' } }, form)).toEqual([]);
  });

  it('has files called by their place', () => {
    expect([neutralName(0, 'attachment.pdf'), neutralName(9, 'by-ana.docx'), neutralName(1, 'none')]).toEqual(['attachment-1.pdf', 'attachment-10.docx', 'attachment-2']);
  });

  it('is written until it is handed in', () => {
    expect((['draft', 'withdrawn', 'returned', 'submitted', 'in-review', 'graded'] as const).map(whyNotWrite)).toEqual([null, null, null, 'already-submitted', 'already-submitted', 'already-graded']);
  });
});
