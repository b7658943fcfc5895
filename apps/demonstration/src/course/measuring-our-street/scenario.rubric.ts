import type { RubricInput } from '../demonstration.course';

const LEVELS = ['missing', 'starting', 'working', 'ready to use'] as const;

function criterion(key: string, title: string, descriptors: readonly [string, string, string, string], commentRequired = false) {
  return {
    key,
    title,
    commentRequired,
    levels: LEVELS.map((level, points) => ({ key: `${key}-${points}`, points, title: level, descriptor: descriptors[points] ?? '' })),
  };
}

/** Five criteria of 0 to 3 points; where a number helps least, a comment is required. */
export const scenarioRubric: RubricInput = {
  criteria: [
    criterion('purpose', 'Purpose', [
      'No outcome is stated.',
      'Outcomes are stated, but vague: one cannot see whether they were reached.',
      'Outcomes are clear and fit the age.',
      'Outcomes are clear, and every activity serves one of them.',
    ], true),
    criterion('sequence', 'Sequence and time', [
      'There are no steps.',
      'There are steps, but no times.',
      'Steps with times that can be done.',
      'A balanced mix of activities with realistic times, ways and breaks included.',
    ]),
    criterion('local-data', 'Local data', [
      'Pupils use no data of their own.',
      'Local data are mentioned, but not collected.',
      'Pupils collect data in one step of the lesson.',
      'Asking, collecting, picturing and telling shape the whole lesson.',
    ]),
    criterion('assessment', 'Assessment', [
      'There is no assessment.',
      'It rests on the teacher’s impression.',
      'A method is named.',
      'Pupils know the criteria from the beginning and use them.',
    ]),
    criterion('usable', 'Usable by others', [
      'A colleague could not follow it.',
      'A colleague would have to guess at gaps.',
      'A colleague could teach it.',
      'A colleague could teach it, with variants, sources and licences.',
    ], true),
  ],
};
