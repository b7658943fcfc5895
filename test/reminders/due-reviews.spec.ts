import { createHash } from 'node:crypto';
import { MailSender } from '@academy/platform';
import { houseRule, ReminderPreview, type ReminderRule, ReminderRules, type RuleChange } from '@academy/reminders';
import { ReviewsSubscriber } from '../../libs/reminders/src/reviews.subscriber';
import { Nudges } from '../../libs/reviews/src/rounds/nudges.service';
import { type Enrolled, Stage } from '../reviews/stage';
import { type RunningAcademy, startAcademy } from '../support/academy';

const HOUR = 3_600_000;
type Kind = 'reviews-owed' | 'claim-expiring';

/** No worker runs: the sweep of peer review, and what is heard of it, are run by hand. */
describe('who would get a reminder of reviews now', () => {
  let academy: RunningAcademy;
  let stage: Stage;
  let author: Enrolled;
  beforeAll(async () => void (academy = await startAcademy({ worker: false })));
  beforeEach(async () => {
    stage = await Stage.build(academy);
    author = await stage.enrolled({ displayName: 'Ana Author' });
  });
  afterAll(() => academy.stop());

  const inHours = (hours: number): Date => new Date(academy.clock.now().getTime() + hours * HOUR);
  const enrolled = (displayName: string, locale = 'de', country = 'DE') => stage.enrolled({ displayName, locale, country });
  const set = (sql: string, person: Enrolled) => academy.database.query(sql, [person.enrolmentId]);
  const draw = ({ id }: Enrolled, kind: Kind): number => Number.parseInt(createHash('md5').update(`${id} ${kind} ${stage.editionId}`).digest('hex').slice(0, 7), 16) % 100;
  const ruleFor = (kind: Kind): ReminderRule => ({ ...houseRule(kind), audience: { countries: ['DE', 'AT'], languages: ['de'], onlyFirstTimers: true }, holdOut: 50 });

  const due = async (rule: ReminderRule) => {
    const { count, people } = await academy.web.get(ReminderPreview).dueNow(stage.editionId, rule);
    expect(people).toHaveLength(count);
    return people.map(({ displayName, heldOut }) => `${displayName}${heldOut ? ', left out' : ''}`);
  };
  /** What comes of it in truth: the sweep writes facts, and each is heard. */
  async function decided(kind: Kind): Promise<string[]> {
    const nudges = new Nudges(academy.database);
    const fact = kind === 'reviews-owed' ? 'review.owed' : 'review.claim-expiring';
    await (kind === 'reviews-owed' ? nudges.whoOwes() : nudges.claimsThatEnd());
    const hears = academy.web.get(ReviewsSubscriber, { strict: false });
    const facts = await academy.database.query<{ payload: never }>(`SELECT payload FROM fact WHERE kind = $1 AND payload ->> 'editionId' = $2`, [fact, stage.editionId]);
    for (const { payload } of facts) await (kind === 'reviews-owed' ? hears.reviewsOwed(payload) : hears.claimExpiring(payload));
    const rows = await academy.database.query<{ name: string; arm: string }>('SELECT u.display_name AS name, r.arm FROM reminder r JOIN users u ON u.id = r.user_id WHERE r.edition_id = $1 AND r.kind = $2 ORDER BY 1', [stage.editionId, kind]);
    return rows.map(({ name, arm }) => `${name}${arm === 'held-out' ? ', left out' : ''}`);
  }
  /** The rule is kept, and what then happens is what was foretold; after it nobody is due. */
  async function comesTrue(kind: Kind, foretold: readonly string[], before: readonly string[] = []): Promise<void> {
    const { kind: _, ...change } = ruleFor(kind);
    await academy.web.get(ReminderRules).save({ editionId: stage.editionId }, kind, change as RuleChange, stage.coordinator.id);
    expect(await decided(kind)).toEqual([...foretold, ...before].sort());
    expect(await due(ruleFor(kind))).toEqual([]);
  }
  /** Of several who are alike, the words say whom the draw leaves out. */
  const expectedOf = (people: readonly Enrolled[], kind: Kind) => people.map((person) => `${person.displayName}${draw(person, kind) < 50 ? ', left out' : ''}`).sort();
  const completedBefore = async ({ id }: Enrolled): Promise<void> => {
    const { editionId } = await Stage.build(academy);
    await academy.database.query(`INSERT INTO enrolment (edition_id, user_id, state, activated_at, completed_at) VALUES ($1, $2, 'completed', now(), now())`, [editionId, id]);
  };

  it('those who owe, could review, and were not reminded three times or lately; of them the rule’s own, less who is left out', async () => {
    await stage.work(author, { language: 'de' });
    const owe = async (person: Enrolled, change: object = {}) => (await stage.duty(person, { reads: ['de'], owed_by: inHours(30), ...change }), person);
    const owing = await Promise.all(Array.from({ length: 12 }, async (_, index) => owe(await enrolled(`Owing ${index + 10}`), index % 2 ? { reminders: 1, reminded_at: inHours(-49) } : {})));
    const [left, lost] = [await owe(await enrolled('Withdrew')), await owe(await enrolled('Still waits'))];
    await set(`UPDATE enrolment SET state = 'withdrawn' WHERE id = $1`, left);
    await set(`UPDATE enrolment SET state = 'waitlisted', waitlist_number = 1 WHERE id = $1`, lost);
    await owe(await enrolled('Reminded three times'), { reminders: 3, reminded_at: inHours(-60) });
    await owe(await enrolled('Reminded yesterday'), { reminders: 1, reminded_at: inHours(-20) });
    await owe(await enrolled('Due in a week'), { owed_by: inHours(170) });
    await owe(await enrolled('Gave all'), { given: 2, waived: 1 });
    await owe(await enrolled('Reads no work there is'), { reads: ['fi'] });
    await owe(author, { reads: ['de'] });
    await owe(await enrolled('Lives elsewhere', 'de', 'PT'));
    await owe(await enrolled('Speaks otherwise', 'en'));
    await completedBefore(await owe(await enrolled('Took a course before')));
    const known = await owe(await enrolled('In the ledger'));
    await academy.database.query(`INSERT INTO reminder (user_id, kind, subject, occurrence, enrolment_id, edition_id, arm, params) VALUES ($1, 'reviews-owed', $2, '1', $3, $4, 'sent', '{}')`, [known.id, `${known.enrolmentId}:plan:1`, known.enrolmentId, stage.editionId]);

    const foretold = await due(ruleFor('reviews-owed'));
    expect(foretold).toEqual(expectedOf(owing, 'reviews-owed'));
    const one = owing[1]!;
    expect((await academy.web.get(ReminderPreview).mailFor(stage.editionId, houseRule('reviews-owed'), one.enrolmentId, 'en')).subject).toBe('3 reviews still to give for “Your plan”');
    await comesTrue('reviews-owed', foretold, ['In the ledger']);
  });

  it('those whose claim ends within a day and who were not told; of them the rule’s own, less who is left out', async () => {
    const claim = async (person: Enrolled, change: object = {}) => (await stage.review(await stage.work(await stage.enrolled()), person, { expires_at: inHours(20), ...change }), person);
    const holding = await Promise.all(Array.from({ length: 8 }, async (_, index) => claim(await enrolled(`Holding ${index + 10}`))));
    await claim(await enrolled('Told before'), { reminded_at: inHours(-2) });
    await claim(await enrolled('Has two days'), { expires_at: inHours(47) });
    await claim(await enrolled('Gave it back'), { state: 'released' });
    await claim(await enrolled('Lives elsewhere', 'de', 'PT'));
    await set(`UPDATE enrolment SET state = 'withdrawn' WHERE id = $1`, await claim(await enrolled('Withdrew')));
    const foretold = await due(ruleFor('claim-expiring'));
    expect(foretold).toEqual(expectedOf(holding, 'claim-expiring'));
    await comesTrue('claim-expiring', foretold);
  });

  it('and the mail says how many are owed when it goes', async () => {
    await stage.work(author);
    const owing = await enrolled('Owing', 'en');
    await stage.duty(owing, { reads: ['en'], owed_by: inHours(30) });
    expect(await decided('reviews-owed')).toEqual(['Owing']);
    await set('UPDATE review_duty SET given = 1 WHERE enrolment_id = $1', owing);
    await academy.web.get(MailSender).round();
    expect((await academy.mailbox.waitFor(owing.email, 'reviews-owed')).subject).toBe('2 reviews still to give for “Your plan”');
  });
});
