import { Storage } from '@academy/platform';
import { type Onlooker, ONLOOKERS, type Role } from './anonymity.cast';
import { type Collection, Collector, differences } from './anonymity.collection';
import { filesOf } from './anonymity.files';
import { Story } from './anonymity.story';
import type { Identity } from './support';

/** Whom the others must not recognise: two who have nothing in common, not even the order of their ids. */
const GUDRUN: Identity = {
  id: '00000000-0000-4000-8000-000000000001', displayName: 'Guðrún Ólafsdóttir', certificateName: 'Guðrún Helga Ólafsdóttir', email: 'gudrun@skoli.example',
  country: 'IS', locale: 'en', timeZone: 'Atlantic/Reykjavik', school: 'Skóli við ána', browser: 'is,en;q=0.8',
};
const ZACHARIAS: Identity = {
  id: 'ffffffff-ffff-4fff-bfff-fffffffffffe', displayName: 'Zacharias Papadopoulos-Weber', certificateName: 'Ζαχαρίας Παπαδόπουλος', email: 'zacharias.papadopoulos-weber@gymnasium.example',
  country: 'GR', locale: 'de', timeZone: 'Europe/Athens', school: 'Gymnasium am Hafen', browser: 'el',
};
const FIRST: Role[] = ['other', 'carla', 'berta', 'ana'];
const LAST: Role[] = ['ana', 'berta', 'carla', 'other'];
const DAY = 86_400_000;

type Seen = ReadonlyMap<Onlooker, Collection>;
type World = Readonly<{ story: Story; midway: Collection; atTheEnd: Seen }>;

async function seen(story: Story, onlookers: readonly Onlooker[]): Promise<Seen> {
  const all = new Map<Onlooker, Collection>();
  for (const onlooker of onlookers) all.set(onlooker, await Collector.collect(story, onlooker));
  return all;
}
/** The differences for whoever looked on in the second world. */
const compared = (one: Seen, two: Seen) => [...two].flatMap(([onlooker, collection]) => differences(one.get(onlooker)!, collection).map((difference) => ({ onlooker, ...difference })));

/** The same, but for names as people show themselves. */
function unnamed(collection: Collection, { displayName }: Identity): Collection {
  const escaped = JSON.stringify(displayName).slice(1, -1);
  return new Map([...collection].map(([place, text]) => [place, text.replaceAll(displayName, '«name»').replaceAll(escaped, '«name»').replaceAll(displayName.replaceAll("'", '&#x27;'), '«name»')]));
}

describe('who is on the other side of a blind assignment', () => {
  const stories: Story[] = [];
  const start = new Date(Math.ceil((Date.now() + 3_600_000) / DAY) * DAY + 8 * 3_600_000);
  let gudrun: World;
  let zacharias: World;
  let published: Collection;

  /** `lag`: minutes by which the other's acts come later, each on the same day. */
  async function tell(other: Identity, enrols: readonly Role[], onlookers: readonly Onlooker[], lag = 0): Promise<World> {
    const story = await Story.begin({ start, other, enrols, lag });
    stories.push(story);
    let midway: Collection = new Map();
    await story.writing();
    await story.reviewing(async () => {
      midway = await Collector.collect(story, 'ana');
    });
    await story.afterwards();
    return { story, midway, atTheEnd: await seen(story, onlookers) };
  }

  beforeAll(async () => {
    gudrun = await tell(GUDRUN, FIRST, ONLOOKERS);
    zacharias = await tell(ZACHARIAS, LAST, ONLOOKERS);
  });
  afterAll(async () => {
    for (const { academy } of stories) await academy.stop();
  });

  it('colleagues fetched all that there is of her: pages, files, reviews, answers and mails', () => {
    const [ana, berta] = [gudrun.atTheEnd.get('ana')!, gudrun.atTheEnd.get('berta')!];
    const places = [...ana].filter(([, text]) => text.startsWith('status 200'));
    const at = (pattern: RegExp) => places.filter(([place]) => pattern.test(place));
    expect(at(/^GET \/learning\/reviews\/[^/]+$/).filter(([, text]) => text.includes('orchard'))).toHaveLength(1);
    expect(at(/^GET \/api\/v1\/reviews\/[^/]+$/).filter(([, text]) => text.includes('orchard'))).toHaveLength(1);
    for (const route of ['/learning', '/api/v1']) expect(at(new RegExp(`^GET ${route}/reviews/[^/]+/attachments/\\d$`))).toHaveLength(9);
    expect(ana.get('GET /api/v1/enrolments/«own-enrolment»/activities/scenario/submission')).toContain('as orchard saw it');
    const kinds = [...ana.keys()].filter((place) => place.startsWith('MAIL')).map((place) => place.split(' ')[1]);
    expect(kinds).toEqual(expect.arrayContaining(['claim-expiring', 'grade-released', 'review-answered', 'report-decided', 'appeal-decided', 'help-wanted']));
    const asked = [...berta].filter(([place]) => place.includes('asks once more'));
    expect(asked).toHaveLength(1);
    expect(asked[0]![1]).toMatch(/"status": 204[^]*"retryAfter": "\d+"/);
  });

  it('nothing that they fetched failed', () => {
    const failed = [gudrun.midway, ...gudrun.atTheEnd.values()].flatMap((collection) => [...collection].filter(([, text]) => text.startsWith('status 5')).map(([place]) => place));
    expect(failed.filter((place) => !place.endsWith('/readyz'))).toEqual([]);
  });

  it('changes nothing of what they see while reviews are under way', () => {
    expect(differences(gudrun.midway, zacharias.midway)).toEqual([]);
  });

  it('changes nothing once grades, replies, flags, appeals and decisions are there', () => {
    expect(compared(gudrun.atTheEnd, zacharias.atTheEnd)).toEqual([]);
  });

  it('changes nothing when she publishes her work without her name', async () => {
    for (const { story } of [gudrun, zacharias]) await story.publishing();
    published = await Collector.collect(gudrun.story, 'ana', true);
    expect(published.get('GET /scenarios/«published-1»')).toMatch(/^status 200/);
    expect(differences(published, await Collector.collect(zacharias.story, 'ana', true))).toEqual([]);
  });

  it('shows the hour of nothing that she did', async () => {
    const later = await tell(GUDRUN, FIRST, ['ana', 'berta'], 37);
    expect(differences(gudrun.midway, later.midway)).toEqual([]);
    expect(compared(gudrun.atTheEnd, later.atTheEnd)).toEqual([]);
    await later.story.publishing();
    expect(differences(published, await Collector.collect(later.story, 'ana', true))).toEqual([]);
  });

  it('single-blind shows reviewers the name of an author, and nothing else to anybody', async () => {
    for (const { story } of [gudrun, zacharias]) await story.each('single');
    const [one, two] = await Promise.all([gudrun, zacharias].map(({ story }) => Collector.collect(story, 'ana', true)));
    const places = differences(one!, two!).map(({ place }) => place);
    expect(places).toEqual(expect.arrayContaining([expect.stringMatching(/^GET \/api\/v1\/reviews\/[^/]+$/), expect.stringMatching(/^GET \/learning\/reviews\/[^/]+$/)]));
    expect(places).not.toContain('GET /api/v1/enrolments/«own-enrolment»/activities/single/submission');
    expect(one!.get('GET /api/v1/enrolments/«own-enrolment»/activities/single/submission')).toContain('as orchard saw it');
    expect(differences(unnamed(one!, GUDRUN), unnamed(two!, ZACHARIAS))).toEqual([]);
  });

  it('a named assignment shows names on both sides, and nothing else: so much is seen by this test', async () => {
    for (const { story } of [gudrun, zacharias]) await story.each('named');
    const [one, two] = await Promise.all([gudrun, zacharias].map(({ story }) => Collector.collect(story, 'ana', true)));
    const found = differences(one!, two!);
    const received = found.find(({ place }) => place === 'GET /api/v1/enrolments/«own-enrolment»/activities/named/submission')!;
    expect(received.one).toContain(GUDRUN.displayName);
    expect(received.other).toContain(ZACHARIAS.displayName);
    expect(found.filter(({ place }) => /^GET \/api\/v1\/reviews\/[^/]+$/.test(place))).toHaveLength(2);
    expect(differences(unnamed(one!, GUDRUN), unnamed(two!, ZACHARIAS))).toEqual([]);
  });

  it('a trace of her in one review or in one file is seen too', async () => {
    const { academy, people, identities } = zacharias.story;
    const before = await Collector.collect(zacharias.story, 'ana', true);
    await academy.database.query(`UPDATE review SET suggests = suggests || ' Z.' WHERE reviewer_id = $1 AND activity_key = 'scenario'`, [people.other.id]);
    const photo = (await filesOf(identities.other))[0]!.bytes;
    const kept = await academy.database.query<{ key: string }>(
      `UPDATE submission_attachment SET bytes = $2 WHERE id = (SELECT (content -> 'attachments' ->> 0)::uuid FROM submission WHERE author_ids = ARRAY[$1::uuid] AND activity_key = 'scenario') RETURNING storage_key AS key`,
      [people.other.id, photo.length],
    );
    await academy.web.get(Storage).put(kept[0]!.key, Buffer.from(photo));
    const places = differences(before, await Collector.collect(zacharias.story, 'ana', true)).map(({ place }) => place);
    expect(places).toEqual(expect.arrayContaining(['GET /api/v1/enrolments/«own-enrolment»/activities/scenario/submission', 'GET /learning/«own-enrolment»/activities/scenario/grade']));
    for (const route of ['/learning', '/api/v1']) expect(places.filter((place) => place.startsWith(`GET ${route}/reviews/`) && place.endsWith('/attachments/1'))).toHaveLength(1);
  });
});
