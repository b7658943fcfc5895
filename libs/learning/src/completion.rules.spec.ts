import type { OutlineActivity, OutlineModule } from '@academy/courses';
import fc from 'fast-check';
import { type Evidence, type EvidenceKind, isDone, isMarkedByHand, standingOf } from './completion.rules';

const activity = (key: string, completion: OutlineActivity['completion'], required = true, kind: OutlineActivity['kind'] = 'page'): OutlineActivity => ({
  key,
  kind,
  title: key,
  required,
  completion,
  minutes: null,
});
const inModule = (key: string, ...activities: OutlineActivity[]): OutlineModule => ({ key, title: key, summary: '', sections: [{ key: `${key}-s`, title: '', activities }] });
const fact = (activityKey: string, evidence: EvidenceKind, value = 1): Evidence => ({ activityKey, evidence, value });

describe('when an activity is done', () => {
  it.each([
    ['viewed', { rule: 'viewed' }, [['viewed', 1]], true],
    ['not viewed', { rule: 'viewed' }, [], false],
    ['viewed, but it is to be marked', { rule: 'marked' }, [['viewed', 1]], false],
    ['a score just enough', { rule: 'score', atLeast: 0.6 }, [['score', 0.6]], true],
    ['a score just too low', { rule: 'score', atLeast: 0.6 }, [['score', 0.59]], false],
    ['one post of two', { rule: 'posted', count: 2 }, [['posted', 1]], false],
    ['two posts of two', { rule: 'posted', count: 2 }, [['posted', 2]], true],
    ['a discussion marked by hand, as it once was done', { rule: 'posted', count: 2 }, [['marked', 1]], true],
    ['an assignment marked by hand, but it is to be reviewed', { rule: 'reviewed' }, [['marked', 1]], false],
    ['a quiz marked by hand', { rule: 'score', atLeast: 0.5 }, [['marked', 1]], false],
    ['waived', { rule: 'score', atLeast: 1 }, [['waived', 1]], true],
  ] as const)('%s', (_what, completion, evidence, expected) => {
    expect(isDone({ completion }, new Map(evidence))).toBe(expected);
  });

  it('lets teachers mark only what is marked by hand', () => {
    expect(isMarkedByHand({ completion: { rule: 'marked' } })).toBe(true);
    expect(isMarkedByHand({ completion: { rule: 'posted', count: 1 } })).toBe(false);
    expect(isMarkedByHand({ completion: { rule: 'score', atLeast: 0.5 } })).toBe(false);
  });
});

describe('where a teacher stands', () => {
  const modules = [
    inModule('m1', activity('a', { rule: 'viewed' }), activity('b', { rule: 'viewed' }, false)),
    inModule('m2', activity('c', { rule: 'score', atLeast: 0.5 }, true, 'quiz')),
    inModule('m3', activity('d', { rule: 'viewed' }, false)),
  ];

  it('begins with everything that is required missing', () => {
    expect(standingOf(modules, [])).toMatchObject({ completedModules: [], requiredCount: 2, requiredDone: 0, isCourseCompleted: false });
    expect(standingOf(modules, []).missing.map(({ key }) => key)).toEqual(['a', 'c']);
  });

  it('completes a module by its required activities alone', () => {
    const standing = standingOf(modules, [fact('a', 'viewed')]);
    expect(standing.completedModules).toEqual(['m1']);
    expect(standing.missing.map(({ key }) => key)).toEqual(['c']);
  });

  it('completes the course with the last required activity', () => {
    expect(standingOf(modules, [fact('a', 'viewed'), fact('c', 'score', 0.8)]).isCourseCompleted).toBe(true);
  });

  it('never completes a course that requires nothing', () => {
    expect(standingOf([inModule('m', activity('x', { rule: 'viewed' }, false))], [fact('x', 'viewed')])).toMatchObject({ isCourseCompleted: false, completedModules: [] });
  });

  it('never goes back when evidence is added', () => {
    const evidence = fc.record({
      activityKey: fc.constantFrom('a', 'b', 'c', 'd', 'gone'),
      evidence: fc.constantFrom<EvidenceKind>('viewed', 'marked', 'score', 'waived'),
      value: fc.double({ min: 0, max: 1, noNaN: true }),
    });
    fc.assert(
      fc.property(fc.array(evidence, { maxLength: 12 }), evidence, (facts, more) => {
        const better = facts.filter((known) => known.activityKey === more.activityKey && known.evidence === more.evidence);
        const grown = { ...more, value: Math.max(more.value, ...better.map(({ value }) => value)) };
        const before = standingOf(modules, facts);
        const after = standingOf(modules, [...facts, grown]);
        expect(after.requiredDone).toBeGreaterThanOrEqual(before.requiredDone);
      }),
      { seed: 20_261_130, numRuns: 500 },
    );
  });
});
