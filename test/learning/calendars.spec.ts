import { formatInstant } from '@academy/platform';
import { type Person, type RunningAcademy, startAcademy } from '../support/academy';
import { statements } from '../support/statements';
import { Visitor } from '../support/visitor';
import { closeEdition, editionDates, must } from '../support/world';
import { HOUR, LiveStage, readCalendar } from './live.events.course';

const stamp = (date: Date | string): string => new Date(date).toISOString().replace(/[-:]|\.\d{3}/g, '');
/** The entries of a file, as a calendar program reads them. */
const entriesOf = (file: string): Record<string, string>[] => file.split('BEGIN:VEVENT').slice(1).map((entry) => readCalendar(entry.slice(0, entry.indexOf('END:VEVENT'))));

describe('the dates of an edition', () => {
  let academy: RunningAcademy;
  beforeAll(async () => {
    academy = await startAcademy({ worker: false });
  });
  afterAll(() => academy.stop());

  /** An edition with an opening, a deadline, one for reviews, and a webinar. */
  async function build() {
    const at = (hours: number) => new Date(academy.clock.now().getTime() + hours * HOUR).toISOString();
    const days = { opens: at(30), due: at(60), reviews: at(80), meets: at(50) };
    const stage = await LiveStage.build(academy, { startsAt: days.meets }, { release: { mode: 'dates', dates: { m1: days.opens } }, deadlines: { read: { submitBy: days.due, reviewBy: days.reviews } } });
    return { stage, days };
  }
  const enrolled = async (stage: LiveStage, wanted: object = {}): Promise<Person & { enrolmentId: string }> => {
    const person = await academy.person(wanted);
    return { ...person, enrolmentId: must(await person.api.post(`/editions/${stage.editionId}/enrolments`), 201).body.id as string };
  };

  it('are one file that is the same for everybody, and tells by its tag whether something changed', async () => {
    const { stage, days } = await build();
    const rui = await enrolled(stage, { displayName: 'Rui Who Comes', timeZone: 'Europe/Athens', locale: 'de' });
    const path = `/editions/${stage.editionId}/calendar.ics`;
    const { body, headers } = must(await academy.api.get(path), 200);
    const file = body as string;
    expect([headers.get('content-type'), headers.get('cache-control')]).toEqual(['text/calendar; charset=utf-8', 'private, max-age=300']);
    const edition = must(await academy.api.get(`/editions/${stage.editionId}`), 200).body;
    const id = stage.editionId;
    const { title } = edition.course;
    expect(entriesOf(file).map((entry) => [entry['UID'], entry['SUMMARY'], entry['DTSTART'], entry['DTEND'], entry['SEQUENCE']]).sort()).toEqual(
      [
        [`starts-${id}@academy`, `${title}: begins`, stamp(edition.startsAt), undefined, undefined],
        [`ends-${id}@academy`, `${title}: ends`, stamp(edition.endsAt), undefined, undefined],
        [`opens-${id}-m1@academy`, 'Meet: opens', stamp(days.opens), undefined, undefined],
        [`due-${id}-read@academy`, 'Due: Before we meet', stamp(days.due), undefined, undefined],
        [`reviews-due-${id}-read@academy`, 'Reviews due: Before we meet', stamp(days.reviews), undefined, undefined],
        [`live-${id}-meet@academy`, 'We meet', stamp(days.meets), stamp(new Date(Date.parse(days.meets) + HOUR)), '0'],
      ].sort(),
    );
    const same = (text: string) => text.replace(/DTSTAMP:.*\r\n/g, '');
    expect(same(must(await rui.api.get(path), 200).body)).toBe(same(file));
    expect(file).not.toMatch(new RegExp(`Rui|${rui.enrolmentId}|${rui.id}|meet\\.example`));
    expect(await statements(academy, () => academy.api.get(path))).toBe(1);

    const etag = headers.get('etag')!;
    const again = () => rui.api.get(path, { headers: { 'if-none-match': `"x", ${etag}` } });
    expect(await again()).toMatchObject({ status: 304 });
    await stage.say({ startsAt: days.meets, cancelled: true });
    const changed = must(await again(), 200).body as string;
    expect(entriesOf(changed).filter((entry) => entry['STATUS'])).toMatchObject([{ UID: `live-${id}-meet@academy`, STATUS: 'CANCELLED', SEQUENCE: '1' }]);
    expect((await (await stage.visitor(rui)).get(`/editions/${id}/activities/meet/calendar.ics`)).html).toContain(`UID:live-${id}-meet@academy`);
  });

  it('of a draft are there for who runs it alone, and whoever takes part finds the link', async () => {
    const { stage } = await build();
    const draft = must(await stage.coordinator.api.post(`/courses/${stage.courseId}/editions`, { name: 'Autumn', release: { mode: 'all' }, ...editionDates(academy.clock.now()) }), 201).body.id as string;
    const path = `/editions/${draft}/calendar.ics`;
    const rui = await enrolled(stage);
    expect([(await academy.api.get(path)).status, (await rui.api.get(path)).status, (await stage.coordinator.api.get(path)).status]).toEqual([404, 404, 200]);
    expect((await (await stage.visitor(rui)).get(`/learning/${rui.enrolmentId}`)).html).toContain(`href="/api/v1/editions/${stage.editionId}/calendar.ics"`);
  });

  it('come together for one person, at an address that is its own key and ends when it is renewed', async () => {
    const [{ stage }, { stage: other }] = [await build(), await build()];
    const eva = await enrolled(stage, { locale: 'de', displayName: 'Eva Who Comes' });
    const { id: second } = must(await eva.api.post(`/editions/${other.editionId}/enrolments`), 201).body;
    const { url } = must(await eva.api.get('/me/calendar'), 200).body as { url: string };
    expect(must(await eva.api.get('/me/calendar'), 200).body).toEqual({ url });
    expect(url).toMatch(new RegExp(`^${academy.config.publicUrl}/calendar/[\\w-]+\\.ics$`));
    const nobody = new Visitor(academy.api.base);
    const read = (address: string) => nobody.get(new URL(address).pathname);
    const { html, headers } = await read(url);
    expect([headers.get('content-type'), headers.get('x-robots-tag')]).toEqual(['text/calendar; charset=utf-8', 'noindex']);
    expect(entriesOf(html).map(({ UID }) => UID).filter((uid) => uid!.startsWith('live-')).sort()).toEqual([`live-${stage.editionId}-meet@academy`, `live-${other.editionId}-meet@academy`].sort());
    expect(html).toContain('SUMMARY:Fällig: Before we meet');
    expect(html).not.toMatch(new RegExp(`Eva|${eva.id}|${eva.enrolmentId}|${eva.email}`));
    expect(await statements(academy, () => read(url))).toBe(2);

    must(await eva.api.delete(`/enrolments/${second}`), 204);
    expect(entriesOf((await read(url)).html).some(({ UID }) => UID!.includes(other.editionId))).toBe(false);
    const renewed = must(await eva.api.post('/me/calendar'), 201).body as { url: string };
    expect([(await read(url)).status, (await read(renewed.url)).status, (await read(`${renewed.url.slice(0, -5)}x.ics`)).status]).toEqual([404, 200, 404]);

    const hers = await stage.visitor(eva);
    const page = await hers.get('/me/calendar');
    expect(page.html).toContain(`value="${renewed.url}"`);
    expect(page.html).toContain(`href="${renewed.url.replace('http:', 'webcal:')}"`);
    expect((await hers.get('/')).html).toContain('href="/me/calendar"');
    expect((await hers.post('/me/calendar')).location).toBe('/me/calendar');
    expect((await read(renewed.url)).status).toBe(404);
    expect((await hers.get('/me/calendar')).html).not.toContain(renewed.url);
  });

  it('of a course that she has completed stay in her calendar until the edition is over', async () => {
    const stage = await LiveStage.build(academy, { startsAt: new Date(academy.clock.now().getTime() + 50 * HOUR).toISOString(), required: false });
    const eva = await stage.teacher();
    expect(must(await eva.api.get(`/enrolments/${eva.enrolmentId}`), 200).body.state).toBe('completed');
    const { url } = must(await eva.api.get('/me/calendar'), 200).body as { url: string };
    const uids = async () => entriesOf((await new Visitor(academy.api.base).get(new URL(url).pathname)).html).map(({ UID }) => UID);
    expect(await uids()).toContain(`live-${stage.editionId}-meet@academy`);
    await closeEdition(stage.coordinator, stage.editionId);
    expect(await uids()).toEqual([]);
  });

  it('stand where she looks for what is next: live events in the outline and on the home page, in her zone, for no further statement', async () => {
    const { stage, days } = await build();
    const plain = await LiveStage.build(academy, {});
    const eva = await enrolled(stage, { timeZone: 'Europe/Athens', locale: 'en' });
    const other = await enrolled(plain);
    const [hers, theirs] = [await stage.visitor(eva), await stage.visitor(other)];
    const [outline, home] = [`/learning/${eva.enrolmentId}`, '/'];
    const short = (at: Date | string) => formatInstant(at, 'short', 'en', 'Europe/Athens');
    const meets = new Date(days.meets);
    const event = async () => (must(await eva.api.get('/me/enrolments'), 200).body.items[0].liveEvents as { activityKey: string }[]).map(({ activityKey }) => activityKey);
    await academy.clock.moveTo(new Date(Date.parse(days.opens) + 1_000));
    expect((await hers.get(outline)).html).toContain(`<span>${short(meets)}</span>`);
    expect((await hers.get(home)).html).toMatch(/We meet<\/a><br>[^]*?Live event: [^]*?Before we meet<\/a>/);
    expect(await event()).toEqual(['meet']);
    expect((await theirs.get(`/learning/${other.enrolmentId}`)).html).toContain('<span>no date yet</span>');
    expect((await theirs.get(home)).html).not.toContain('Live event: ');

    const cost = async (visitor: Visitor, path: string) => [await visitor.get(path), await statements(academy, () => visitor.get(path))][1];
    expect([await cost(hers, outline), await cost(hers, home)]).toEqual([await cost(theirs, `/learning/${other.enrolmentId}`), await cost(theirs, home)]);

    await stage.say({ startsAt: days.meets, cancelled: true });
    expect((await hers.get(outline)).html).toContain(`<span>cancelled: ${short(meets)}</span>`);
    expect([await event(), (await hers.get(home)).html.includes('Live event: ')]).toEqual([[], false]);
    const week = new Date(academy.clock.now().getTime() + 7 * 24 * HOUR + 60_000);
    await stage.say({ startsAt: week.toISOString() });
    expect(await event()).toEqual([]);
    await academy.clock.moveTo(new Date(week.getTime() + 1_000));
    expect([await event(), (await hers.get(outline)).html.includes(`<span>now: ${short(week)}</span>`)]).toEqual([['meet'], true]);
    await academy.clock.moveTo(new Date(week.getTime() + HOUR));
    expect([await event(), (await hers.get(outline)).html.includes(`<span>over: ${short(week)}</span>`)]).toEqual([[], true]);
  });
});
