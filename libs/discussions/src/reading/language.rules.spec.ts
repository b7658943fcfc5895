import { choiceIn, shownLanguages } from './language.rules';

const PRESENT = ['en', 'de', 'pt-BR', 'el'];

describe('languages in a list of threads', () => {
  it.each([
    ['what she reads', null, ['de', 'pt'], ['de', 'pt-BR']],
    ['everything, where she reads all of it', null, ['en', 'de', 'pt', 'el', 'mt'], null],
    ['everything, where nobody writes what she reads', null, ['mt'], null],
    ['everything, as she chose', [], ['de'], null],
    ['one, as she chose', ['el'], ['de'], ['el']],
    ['nothing, where what she chose is not there any more', ['mt'], ['de'], []],
  ] as const)('show %s', (_words, choice, reads, shown) => {
    expect(shownLanguages(PRESENT, choice, reads)).toEqual(shown);
  });

  it.each([
    ['none is named', [], null, undefined],
    ['all are asked for', ['all'], null, []],
    ['all are asked for again', ['all'], [], undefined],
    ['her own are asked for again', ['mine'], ['el'], null],
    ['the form sends back what was shown', ['de'], null, undefined],
    ['the form sends back what was shown, all of it', ['en', 'de', 'pt', 'el'], [], undefined],
    ['one more is ticked', ['de', 'el'], null, ['de', 'el']],
    ['every box is ticked', ['en', 'de', 'pt', 'el'], null, []],
    ['a language is named by its region', ['pt-BR', 'de'], null, ['de', 'pt']],
  ] as const)('are chosen where %s', (_words, given, choice, chosen) => {
    expect(choiceIn(given, PRESENT, choice, ['de'])).toEqual(chosen);
  });
});
