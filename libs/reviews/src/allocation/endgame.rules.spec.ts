import fc from 'fast-check';
import { type Asker, type Candidate, chooseWork, mayReview, type OpenWork } from './endgame.rules';
import { Matching } from './flow.rules';

const now = new Date('2030-03-14T08:00:00Z');
const hoursAgo = (hours: number): Date => new Date(now.getTime() - hours * 3_600_000);
const work = (id: string, change: Partial<OpenWork> = {}): OpenWork => ({
  id, language: 'en', lacks: 1, load: 2, submittedAt: hoursAgo(2), isInRescue: false, authorIds: [`author of ${id}`], authorSchools: [], groupIds: [], lentTo: [], ...change,
});
const person = (userId: string, change: Partial<Candidate> = {}): Candidate => ({ userId, owed: 1, reads: ['en'], groupId: null, isLikely: true, ...change });
const me = (change: Partial<Asker> = {}): Asker => ({ userId: 'me', owed: 1, isVolunteer: false, reads: ['en'], groupId: null, seenGroups: [], school: null, avoids: [], ...change });
const during = { now, isComplete: false };

describe('the last works of a pool', () => {
  it('are lent so that what only she can take is not left over', () => {
    const works = [work('common', { load: 0 }), work('rare', { lentTo: ['other'] })];
    expect(chooseWork(works, [person('other')], me(), during)).toBe('rare');
    expect(chooseWork(works, [], me(), during)).toBe('common');
  });

  it('are never her own, seen before, in a language she does not read, or of her group', () => {
    const hard = [work('own', { authorIds: ['me'] }), work('seen', { lentTo: ['me'] }), work('greek', { language: 'el' }), work('group', { groupIds: ['swifts'] }), work('met', { groupIds: ['terns'] })];
    expect(chooseWork(hard, [], me({ groupId: 'swifts', seenGroups: ['swifts', 'terns'] }), during)).toBeNull();
  });

  it('go to the neediest, then to what fewest could take, then to the oldest', () => {
    const others = [person('one', { owed: 9 }), person('two', { owed: 9 }), person('three', { owed: 9 })];
    expect(chooseWork([work('two', { load: 2 }), work('one', { load: 1 })], others, me(), during)).toBe('one');
    expect(chooseWork([work('many'), work('few', { lentTo: ['one', 'two'] })], others, me(), during)).toBe('few');
    expect(chooseWork([work('new'), work('old', { submittedAt: hoursAgo(9) })], others, me(), during)).toBe('old');
  });

  it('spare those who review each other, and those of one school, until somebody would starve', () => {
    const avoided = work('mutual', { authorIds: ['friend'] });
    const asker = me({ avoids: ['friend'], school: 'lyceum' });
    expect(chooseWork([avoided, work('other')], [person('one', { owed: 5 })], asker, during)).toBe('other');
    expect(chooseWork([avoided], [person('one')], asker, during)).toBeNull();
    expect(chooseWork([work('school', { authorSchools: ['lyceum'] })], [person('one')], asker, during)).toBeNull();
    expect(chooseWork([{ ...avoided, submittedAt: hoursAgo(24) }], [person('one')], asker, during)).toBe('mutual');
    expect(chooseWork([{ ...avoided, isInRescue: true }], [person('one')], asker, during)).toBe('mutual');
    expect(chooseWork([avoided], [person('one')], asker, { now, isComplete: true })).toBeNull();
    expect(chooseWork([avoided], [], asker, { now, isComplete: true })).toBe('mutual');
  });

  it('go to volunteers when those who owe cannot do them, or when they wait for long', () => {
    const volunteer = me({ isVolunteer: true });
    expect(chooseWork([work('one')], [person('owing')], volunteer, during)).toBeNull();
    expect(chooseWork([work('one'), work('two')], [person('owing')], volunteer, during)).not.toBeNull();
    expect(chooseWork([work('one', { submittedAt: hoursAgo(25) })], [person('owing')], volunteer, during)).toBe('one');
  });

  it('are lent so that as many as before can still be served', () => {
    const ids = ['me', 'one', 'two', 'three', 'four', 'five'];
    const some = <T>(list: readonly T[]) => fc.subarray([...list]);
    const anybody = fc.record({ owed: fc.integer({ min: 1, max: 3 }), reads: fc.constantFrom(['en'], ['en', 'de'], ['de', 'fr'], ['en', 'de', 'fr']) });
    const anyWork = fc.record({ language: fc.constantFrom('en', 'en', 'de', 'fr'), lacks: fc.constantFrom(1, 1, 2), load: fc.integer({ min: 0, max: 2 }), lentTo: fc.oneof(fc.constant<string[]>([]), some(ids.slice(1))), authorIds: fc.constantFrom(...ids).map((id) => [id]) });
    let lent = 0;
    fc.assert(
      fc.property(fc.array(anybody, { minLength: 1, maxLength: ids.length }), fc.array(anyWork, { minLength: 1, maxLength: 4 }), (owing, open) => {
        const people = owing.map((each, index) => person(ids[index]!, each));
        const works = open.map((each, index) => work(`${index}`, each));
        const chosen = chooseWork(works, people.slice(1), me(owing[0]), during);
        const possible = works.filter((each) => mayReview(people[0]!, each));
        expect(chosen === null).toBe(possible.length === 0);
        if (chosen === null) return;
        lent += 1;
        const left = possible.map(({ id }) => ({ id, served: mostServed(works.map((each) => (each.id === id ? { ...each, lacks: each.lacks - 1, lentTo: [...each.lentTo, 'me'] } : each)), [{ ...people[0]!, owed: people[0]!.owed - 1 }, ...people.slice(1)]) }));
        expect(left.find(({ id }) => id === chosen)!.served).toBe(Math.max(...left.map(({ served }) => served)));
      }),
      { numRuns: 2_000, seed: 14 },
    );
    expect(lent).toBeGreaterThan(500);
  });
});

/** How much can be given in all, without any shortcut. */
const mostServed = (works: readonly OpenWork[], people: readonly Candidate[]): number =>
  new Matching(works.map(({ lacks }) => lacks), people.map((each) => ({ owed: each.owed, takers: works.flatMap((one, index) => (mayReview(each, one) ? [index] : [])) }))).total;
