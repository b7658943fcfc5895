import type { ReviewDraft } from './draft.rules';
import { lettersIn, minutesFor, warningsOf } from './quality.rules';

const levels = [{ key: 'low', points: 0 }, { key: 'high', points: 2 }];
const criteria = [{ key: 'plan', levels }, { key: 'doubt', levels }];
const LONG = 'The plan names who counts, where and for how long, so another class could repeat it next spring. I liked how the pupils write down what they could not see from the yard.';
const OTHER = 'Your learners compare three recordings before they decide, and that is the heart of it. Perhaps the second lesson could begin with their own question instead of the worksheet.';
const WORK = `We meet at the school gate. ${'Every pupil has a map of the street and marks each nest that is used this year. '.repeat(5)} Then we compare our numbers with those of the other class and talk about why they differ.`;
const draft = (own: Partial<ReviewDraft> = {}): ReviewDraft => ({ scores: { plan: 'low', doubt: 'high' }, comments: { plan: LONG }, overall: '', keeps: '', suggests: '', ...own });
const slowly = { earlier: [], work: WORK, secondsSinceClaim: 900 };

describe('what a reviewer is asked to look at again', () => {
  it.each([
    ['nothing', draft(), slowly, []],
    ['an empty review', draft({ comments: {} }), slowly, ['too-short']],
    ['a few words', draft({ comments: { plan: 'Very good, thank you!' } }), slowly, ['too-short']],
    ['the same words as in an earlier review', draft(), { ...slowly, earlier: [OTHER, LONG] }, ['copied']],
    ['the same few words as before', draft({ comments: { plan: 'Very good, thank you!' } }), { ...slowly, earlier: ['very good  thank you'] }, ['too-short', 'copied']],
    ['an earlier review with a word changed', draft({ comments: { plan: LONG.replace('spring', 'autumn') } }), { ...slowly, earlier: [LONG] }, ['copied']],
    ['another review of one\'s own that is unlike it', draft(), { ...slowly, earlier: [OTHER] }, []],
    ['sentences of the work', draft({ comments: { plan: 'Every pupil has a map of the street and marks each nest that is used this year. Then we compare our numbers with those of the other class.' } }), slowly, ['copied']],
    ['one sentence of the work, with a thought about it', draft({ comments: { plan: `${LONG} You write: "We meet at the school gate."` } }), slowly, []],
    ['all top levels in a minute', draft({ scores: { plan: 'high', doubt: 'high' } }), { ...slowly, secondsSinceClaim: 60 }, ['hasty']],
    ['all top levels after a quarter of an hour', draft({ scores: { plan: 'high', doubt: 'high' } }), slowly, []],
    ['other levels in a minute', draft(), { ...slowly, secondsSinceClaim: 60 }, []],
    ['everything at once', draft({ scores: { plan: 'high', doubt: 'high' }, comments: { plan: 'Super!' } }), { ...slowly, earlier: ['super'], secondsSinceClaim: 3 }, ['too-short', 'copied', 'hasty']],
  ] as const)('%s', (_, review, circumstances, expected) => {
    expect(warningsOf(criteria, review, circumstances)).toEqual(expected);
  });

  it('is judged alike in every script', () => {
    const long = {
      greek: 'Το σχέδιο λέει ποιος μετράει, πού και για πόση ώρα, έτσι ώστε μια άλλη τάξη να το επαναλάβει. Μου άρεσε πολύ ο χάρτης του δρόμου.',
      bulgarian: 'Планът казва кой брои, къде и колко време, така че друг клас може да го повтори. Много ми хареса картата на улицата ви.',
      chinese: '计划说明了谁来数、在哪里数、数多久，另一个班级可以重复。我很喜欢学生画的街道地图，也许可以先从他们自己的问题开始。',
      arabic: 'تذكر الخطة من يعد وأين وكم من الوقت حتى يتمكن صف آخر من تكرارها. أعجبتني كثيرا خريطة الشارع التي رسمها التلاميذ بأنفسهم في الدرس.',
    };
    for (const [script, text] of Object.entries(long)) expect([script, warningsOf(criteria, draft({ comments: { plan: text } }), slowly)]).toEqual([script, []]);
    for (const text of ['Πολύ καλό, ευχαριστώ!', 'Много добре, благодаря!', '很好，谢谢！', 'جيد جدا، شكرا!', '👍👍👍'.repeat(100), '. '.repeat(400)]) {
      expect([text.slice(0, 20), warningsOf(criteria, draft({ comments: { plan: text } }), slowly)]).toEqual([text.slice(0, 20), ['too-short']]);
    }
  });
});

describe('the length of a text', () => {
  it.each([['', 0], ['a b-c, d!', 4], ['Größe', 5], ['Gro\u0308ße', 5], ['漢字', 6], ['  \n\t', 0], ['12 Vögel', 7]])('%j has %d letters', (text, expected) => {
    expect(lettersIn(text)).toBe(expected);
  });
});

describe('the time that a review takes', () => {
  it.each([['', 0, 5], ['x'.repeat(4_000), 4, 15], ['x'.repeat(20_000), 6, 35]])('is told in fives', (work, count, expected) => {
    expect(minutesFor(work, count)).toBe(expected);
  });
});
