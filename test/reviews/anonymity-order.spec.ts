import { PASSWORD, type RunningAcademy, startAcademy } from '../support/academy';
import { Visitor } from '../support/visitor';
import { must } from '../support/world';
import { assignment, courseWith, Desk, editionOf } from './support';

const HOUR = 3_600_000;
const PEOPLE = 8;
const ID = /\/reviews\/([0-9a-f-]{36})/g;

/** The ids of reviews in a page, in the order in which they first stand there. */
const reviewsIn = (html: string): string[] => [...new Set([...html.matchAll(ID)].map(([, id]) => id!))];
const sorted = (ids: readonly string[]): string[] => [...ids].sort();

describe('the order in which reviews are shown', () => {
  let academy: RunningAcademy;
  const desks: Desk[] = [];
  /** All reviews in the order in which they were handed in, and in which they were begun. */
  const handedIn: string[] = [];
  const begun: string[] = [];

  beforeAll(async () => {
    academy = await startAcademy({ worker: false });
    const staff = await academy.person({ roles: [{ role: 'coordinator', scope: 'platform', id: null }, { role: 'designer', scope: 'platform', id: null }] });
    const { courseId } = await courseWith(staff, [assignment('scenario')]);
    const editionId = await editionOf(staff, courseId, academy.clock.now(), ['scenario']);
    for (let index = 0; index < PEOPLE; index++) {
      const person = await academy.person();
      desks.push(new Desk(person, must(await person.api.post(`/editions/${editionId}/enrolments`), 201).body.id, 'scenario'));
      await desks[index]!.write({ markdown: `Work ${index}: pupils count what passes, twice, and say what they doubt.` });
      await desks[index]!.submit();
    }
    // After a day, two may review each other.
    await academy.clock.moveTo(new Date(academy.clock.now().getTime() + 25 * HOUR));
    // Whoever begins first is done first, last, or in between.
    for (const [turn, step] of [3, 5, 7].entries()) {
      const order = desks.map((_, index) => desks[(index * step + turn) % PEOPLE]!);
      const lent: [Desk, string][] = [];
      for (const desk of order) lent.push([desk, must(await desk.next(), 201).body.reviewId]);
      begun.push(...lent.map(([, id]) => id));
      for (const [desk, id] of turn === 1 ? lent.reverse() : lent) {
        const words = `Read by ${desk.enrolmentId} in turn ${turn}: the second count is what I would keep, the talk about doubt needs a question.`;
        await desk.handIn(id, { scores: { aims: 'l2', pupils: 'l3' }, comments: { pupils: words }, overall: words });
        handedIn.push(id);
      }
    }
  });
  afterAll(() => academy.stop());

  const inOrder = (order: readonly string[], ids: readonly string[]) => order.filter((id) => ids.includes(id));

  it('follows their random ids for authors, not the time in which they were begun or given', async () => {
    const shown: string[][] = [];
    for (const desk of desks) {
      const ids = (await desk.work()).reviews.map(({ id }: { id: string }) => id) as string[];
      expect(ids).toEqual(sorted(ids));
      expect(ids).toHaveLength(3);
      const visitor = new Visitor(academy.config.publicUrl);
      await visitor.signIn(desk.person.email, PASSWORD);
      const { status, html } = await visitor.get(`/learning/${desk.enrolmentId}/activities/scenario/grade`);
      expect(status).toBe(200);
      expect(reviewsIn(html)).toEqual(ids);
      shown.push(ids);
    }
    // Eight works in a row that happen to be in the order of time: one chance in a million and a half.
    for (const times of [handedIn, begun]) expect(shown.some((ids) => String(ids) !== String(inOrder(times, ids)))).toBe(true);
  });

  it('follows their random ids for reviewers too', async () => {
    const shown: string[][] = [];
    for (const desk of desks) {
      const visitor = new Visitor(academy.config.publicUrl);
      await visitor.signIn(desk.person.email, PASSWORD);
      const { html } = await visitor.get(`/learning/${desk.enrolmentId}/activities/scenario/reviews`);
      const ids = reviewsIn(html);
      expect(ids).toHaveLength(3);
      expect(ids).toEqual(sorted(ids));
      shown.push(ids);
    }
    expect(shown.some((ids) => String(ids) !== String(inOrder(handedIn, ids)))).toBe(true);
  });

  it('is not told by their ids: those of later reviews are no larger', () => {
    const rises = handedIn.slice(1).filter((id, index) => id > handedIn[index]!).length;
    expect(rises).toBeGreaterThan(2);
    expect(rises).toBeLessThan(handedIn.length - 3);
  });
});
