import { type Due, jobsOf } from './relay.rules';

const due = (listener: string, ids: number[], queue: Due['queue'] = 'facts'): Due[] => ids.map((id) => ({ factId: String(id), listener, queue, attempts: 2 }));
const upTo = (count: number): number[] => Array.from({ length: count }, (_, index) => index + 1);

describe('which deliveries share a job', () => {
  it.each([
    [1, 1, 1],
    [4, 4, 1],
    [5, 3, 2],
    [64, 4, 16],
    [500, 32, 16],
  ])('%i of one listener: %i jobs of at most %i', (count, jobs, most) => {
    const made = jobsOf(due('one', upTo(count))).get('facts')!;
    expect(made.length).toBe(jobs);
    expect(Math.max(...made.map(({ data }) => data.factIds.length))).toBe(most);
    expect(made.flatMap(({ data }) => data.factIds)).toEqual(upTo(count).map(String));
    expect(new Set(made.map(({ id }) => id)).size).toBe(jobs);
  });

  it('those of one listener alone, in the order of the facts, on its own queue', () => {
    const jobs = jobsOf([...due('two', [10, 9], 'credentials'), ...due('one', [9])]);
    expect([...jobs]).toEqual([
      ['credentials', [{ id: '9-two-2', data: { listener: 'two', factIds: ['9'] } }, { id: '10-two-2', data: { listener: 'two', factIds: ['10'] } }]],
      ['facts', [{ id: '9-one-2', data: { listener: 'one', factIds: ['9'] } }]],
    ]);
  });
});
