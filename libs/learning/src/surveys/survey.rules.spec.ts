import type { SurveyQuestion } from '@academy/courses';
import { faultsOf, isOver, keptAnswers, whoLeave, whyNotAnswer } from './survey.rules';

const options = [{ key: 'a', text: 'A' }, { key: 'b', text: 'B' }];
const QUESTIONS: SurveyQuestion[] = [
  { key: 'one', type: 'single', prompt: 'One?', required: true, options },
  { key: 'some', type: 'multiple', prompt: 'Some?', required: false, options },
  { key: 'sure', type: 'scale', prompt: 'Sure?', required: false, scale: { from: 'no', to: 'yes', points: 5 } },
  { key: 'else', type: 'text', prompt: 'Else?', required: false },
];

describe('an answer to a survey', () => {
  it.each([
    ['fits with what has to be answered alone', { one: 'a' }, []],
    ['fits as a whole', { one: 'b', some: ['a', 'b'], sure: 5, else: 'x'.repeat(4_000) }, []],
    ['lacks what has to be answered', { else: 'hm' }, ['one required']],
    ['may not have it empty either', { one: ' ' }, ['one required']],
    ['names no question that is not there', { one: 'a', two: 'a' }, ['two unknown-question']],
    ['names no option that is not there', { one: 'c', some: ['a', 'c'] }, ['one unknown-option', 'some unknown-option']],
    ['ticks nothing twice', { one: 'a', some: ['a', 'a'] }, ['some unknown-option']],
    ['stays on the scale', { one: 'a', sure: 6 }, ['sure off-scale']],
    ['has no halves', { one: 'a', sure: 2.5 }, ['sure off-scale']],
    ['is of the kind that was asked', { one: ['a'], some: 'a', sure: '3', else: 4 }, ['one wrong-kind', 'some wrong-kind', 'sure wrong-kind', 'else wrong-kind']],
    ['holds nothing that cannot be stored', { one: 'a', else: 'a\0' }, ['else no-text']],
    ['holds no half of a character', { one: 'a', else: '\ud83d' }, ['else no-text']],
    ['is no book', { one: 'a', else: 'x'.repeat(4_001) }, ['else too-long']],
  ])('%s', (_what, given, faults) => {
    expect(faultsOf(QUESTIONS, given).map(({ key, fault }) => `${key} ${fault}`)).toEqual(faults);
  });

  it('is kept without what was left out, in the order of the questions', () => {
    expect(JSON.stringify(keptAnswers(QUESTIONS, { else: ' so ', sure: null, some: [], one: 'a' }))).toBe('{"one":"a","else":"so"}');
  });
});

describe('a survey can be answered', () => {
  const day = (number: number) => new Date(Date.UTC(2026, 0, number));
  it.each([
    ['while the edition runs', 'running', 300, false],
    ['while works are graded', 'grading', 300, false],
    ['a month after it closed', 'closed', 31, false],
    ['not later', 'closed', 32, true],
    ['not once it is in the archive', 'archived', 1, true],
  ])('%s', (_when, editionState, today, over) => {
    expect(isOver({ editionState, stateSince: day(1) }, day(today))).toBe(over);
    expect(whyNotAnswer({ editionState, stateSince: day(1) }, false, day(today))).toBe(over ? 'survey-over' : null);
  });

  it('once', () => {
    expect(whyNotAnswer({ editionState: 'running', stateSince: day(1) }, true, day(1))).toBe('survey-answered');
  });
});

describe('answers leave the box', () => {
  it.each([
    ['not before there are five', { inBox: 4, counted: 0, isOver: false }, [0, true]],
    ['as soon as there are', { inBox: 5, counted: 0, isOver: false }, [5, true]],
    ['all that are there, the first time', { inBox: 30, counted: 0, isOver: false }, [30, true]],
    ['then not before five leave five behind', { inBox: 9, counted: 5, isOver: false }, [0, true]],
    ['then so', { inBox: 10, counted: 5, isOver: false }, [5, true]],
    ['and more of more', { inBox: 17, counted: 5, isOver: false }, [12, true]],
    ['all at the end', { inBox: 7, counted: 10, isOver: true }, [7, true]],
    ['at the end uncounted, where too few would be told after others', { inBox: 4, counted: 5, isOver: true }, [4, false]],
    ['at the end, where nothing was told and nothing will be', { inBox: 4, counted: 0, isOver: true }, [4, true]],
    ['as the fifth, where the other four were never told', { inBox: 1, counted: 4, isOver: false }, [1, true]],
  ])('%s', (_when, box, [count, areCounted]) => {
    expect(whoLeave(box)).toEqual({ count, areCounted });
  });

  it('never so that what is told changes by one to four, whatever comes when', () => {
    for (let chance = 1; chance < 400; chance++) {
      let [inBox, counted] = [0, 0];
      for (let step = 0; step < 30; step++) {
        inBox += (chance * (step + 7)) % 6;
        const isLast = step === 29;
        const { count, areCounted } = whoLeave({ inBox, counted, isOver: isLast });
        const [before, after] = [counted, counted + (areCounted ? count : 0)].map((told) => (told >= 5 ? told : 0));
        expect(after! - before! === 0 || after! - before! >= 5).toBe(true);
        if (isLast && counted >= 10) expect(areCounted).toBe(true);
        inBox -= count;
        if (areCounted) counted += count;
      }
      expect(inBox).toBe(0);
    }
  });
});
