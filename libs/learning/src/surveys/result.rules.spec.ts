import type { SurveyQuestion } from '@academy/courses';
import { countedOf, languagesShown } from './result.rules';

describe('what was answered', () => {
  it('is told as counts and shares of those who answered that question', () => {
    const question: SurveyQuestion = { key: 'q', type: 'multiple', prompt: 'Which?', required: false, options: [{ key: 'a', text: 'A' }, { key: 'b', text: 'B' }] };
    const tallies = [{ key: 'q', value: 'a', count: 3 }, { key: 'q', value: 'gone', count: 2 }, { key: 'other', value: 'b', count: 9 }];
    expect(countedOf(question, 4, tallies)).toMatchObject({ answered: 4, earlier: 2, mean: null, choices: [{ label: 'A', count: 3, share: 0.75 }, { label: 'B', count: 0, share: 0 }] });
    expect(countedOf(question, 0, []).choices[0]).toMatchObject({ count: 0, share: 0 });
  });

  it('to a scale has a mean, and names its ends', () => {
    const question: SurveyQuestion = { key: 's', type: 'scale', prompt: 'Sure?', required: false, scale: { from: 'not', to: 'very', points: 5 } };
    const counted = countedOf(question, 4, [{ key: 's', value: '1', count: 1 }, { key: 's', value: '5', count: 3 }]);
    expect(counted.mean).toBe(4);
    expect(counted.choices.map(({ label }) => label)).toEqual(['1 · not', '2', '3', '4', '5 · very']);
  });
});

describe('answers are told apart by language', () => {
  it.each([
    ['where each group has five', { en: 8, de: 5 }, ['en', 'de']],
    ['not by one that has fewer, where it would be what is left', { en: 8, el: 4 }, []],
    ['where the small ones are five together', { en: 8, el: 3, fi: 2 }, ['en']],
    ['giving up the smallest where the rest would be too few', { en: 20, de: 6, el: 1 }, ['en']],
    ['where there is but one', { en: 8 }, ['en']],
    ['not of too few', { en: 4 }, []],
  ])('%s', (_when, counts, languages) => {
    const groups = Object.entries(counts).map(([language, count]) => ({ language, count }));
    expect(languagesShown(groups).map(({ language }) => language)).toEqual(languages);
  });
});
