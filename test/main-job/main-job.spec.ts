import { PASSWORD, type RunningAcademy, startAcademy } from '../support/academy';
import type { ApiClient } from '../support/client';
import { tokenIn } from '../support/mailbox';
import { until } from '../support/until';
import { completeCourse, must, openEdition, publishCourse, rightAnswers } from '../support/world';

describe('from a draft to a certificate that verifies, over the API alone', () => {
  let academy: RunningAcademy;
  let teacher: ApiClient;
  let courseId: string;
  let editionId: string;
  let enrolmentId: string;
  beforeAll(async () => void (academy = await startAcademy()));
  afterAll(() => academy.stop());

  const email = 'eleni@school.test';

  it('a designer publishes a course and a coordinator opens an edition', async () => {
    const [designer, coordinator] = await Promise.all([academy.designer(), academy.coordinator()]);
    ({ courseId } = await publishCourse(designer, 'counting-the-swifts'));
    editionId = await openEdition(coordinator, courseId, academy.clock.now(), { release: { mode: 'weekly' } });
    const catalogue = must(await academy.api.get('/courses?q=swifts'), 200).body;
    expect(catalogue.items).toHaveLength(1);
    expect(catalogue.items[0]).toMatchObject({ slug: 'counting-the-swifts' });
  });

  it('a teacher registers, verifies the address by the real e-mail, and enrols', async () => {
    must(await academy.api.post('/accounts', { email, password: PASSWORD, displayName: 'Eleni Παπαδοπούλου', country: 'GR', locale: 'de', timeZone: 'Europe/Athens' }), 202);
    const mail = await academy.mailbox.waitFor(email, 'verify-address');
    expect(mail.headers.some(({ key }) => key === 'list-unsubscribe')).toBe(false);
    must(await academy.api.post('/accounts/verify', { token: tokenIn(mail) }), 204);
    teacher = await academy.api.signIn(email, PASSWORD);

    const first = must(await teacher.post(`/editions/${editionId}/enrolments`), 201).body;
    expect(first).toEqual({ id: expect.any(String), state: 'active' });
    expect(must(await teacher.post(`/editions/${editionId}/enrolments`, {}), 200).body).toEqual(first);
    enrolmentId = first.id;

    const welcome = await academy.mailbox.waitFor(email, 'enrolled');
    expect(welcome.subject).toContain('Counting the swifts');
    expect(welcome.text).toContain(`/learning/${enrolmentId}`);
    expect(welcome.headers.find(({ key }) => key === 'list-unsubscribe-post')?.value).toBe('List-Unsubscribe=One-Click');
  });

  it('sees what is open, and is told what is missing in her own language', async () => {
    const outline = must(await teacher.get(`/enrolments/${enrolmentId}`), 200).body;
    expect(outline.modules.map(({ key, open }: { key: string; open: boolean }) => [key, open])).toEqual([['m1', true], ['m2', false]]);
    expect(outline.missing.map(({ activityKey }: { activityKey: string }) => activityKey)).toEqual(['read', 'quiz', 'diary', 'talk']);
    expect(outline.missing[1].text).toMatch(/60\s?%/);
    expect(outline.missing[0].text).toMatch(/^Öffnen Sie/);
    const refused = await teacher.get(`/enrolments/${enrolmentId}/activities/diary`);
    expect(refused).toMatchObject({ status: 403, body: { type: '/problems/module-not-open', opensAt: outline.modules[1].opensAt } });
  });

  it('never gets a right answer before the attempt is closed', async () => {
    const seen: string[] = [];
    const keep = (reply: { body: unknown }) => seen.push(JSON.stringify(reply.body));
    keep(must(await teacher.get(`/enrolments/${enrolmentId}/activities/quiz`), 200));
    const attempt = must(await teacher.post(`/enrolments/${enrolmentId}/activities/quiz/attempts`), 201);
    keep(attempt);
    keep(must(await teacher.post(`/enrolments/${enrolmentId}/activities/quiz/attempts`), 200));
    keep(must(await teacher.put(`/attempts/${attempt.body.id}`, { answers: { q1: 'b' } }), 200));
    for (const text of seen) expect(text).not.toMatch(/"answer"|the swift|A count is a number|(?<!\d)5\.5/);
    expect((await teacher.put(`/attempts/${attempt.body.id}`, { answers: { q9: 'b' } })).status).toBe(422);
    expect((await teacher.put(`/attempts/${attempt.body.id}`, { answers: { q1: 'nowhere' } })).status).toBe(422);

    const failed = must(await teacher.post(`/attempts/${attempt.body.id}/finish`), 200).body;
    expect(failed).toMatchObject({ score: 0, maxScore: 5, passed: false });
    expect(JSON.stringify(failed.feedback)).not.toContain('"answer"');
    expect((await teacher.put(`/attempts/${attempt.body.id}`, { answers: rightAnswers })).body.type).toBe('/problems/attempt-finished');
  });

  it('completes every activity once the second module is open', async () => {
    const administrator = await academy.administrator();
    const later = new Date(academy.clock.now().getTime() + 8 * 24 * 3_600_000);
    later.setUTCHours(10, 0, 0, 0); // Reminders go by day.
    must(await administrator.api.put('/demo/clock', { now: later.toISOString() }), 200);
    expect((await administrator.api.put('/demo/clock', { now: '2020-01-01T00:00:00.000Z' })).body.type).toBe('/problems/clock-runs-forward');

    const opened = await academy.mailbox.waitFor(email, 'module-opened');
    expect(opened.subject).toContain('Doubt');
    await completeCourse(teacher, enrolmentId);
    const done = must(await teacher.get(`/enrolments/${enrolmentId}`), 200).body;
    expect(done).toMatchObject({ state: 'completed', missing: [], progress: { done: 4, required: 4 } });
  });

  it('gets one certificate and one badge that verify, and one mail about them', async () => {
    const credentials = await until(async () => {
      const { items } = (await teacher.get('/me/credentials')).body;
      return items.length === 2 && items.some((item: { pdfUrl?: string }) => item.pdfUrl) ? items : null;
    }, 'certificate and badge');
    const certificate = credentials.find((item: { kind: string }) => item.kind === 'certificate');
    const award = credentials.find((item: { kind: string }) => item.kind === 'award');
    expect(certificate.verifyUrl).toBe(`${academy.config.publicUrl}/verify/${certificate.code}`);

    const isFetched = () => academy.database.query<{ is: boolean }>('SELECT fetched_at IS NOT NULL AS is FROM certificate');
    expect(await isFetched()).toEqual([{ is: false }]);
    const pdf = await teacher.get(`~${new URL(certificate.pdfUrl).pathname}`);
    expect(pdf.status).toBe(200);
    expect(pdf.body.subarray(0, 5).toString()).toBe('%PDF-');
    expect(await isFetched()).toEqual([{ is: true }]);
    expect((await academy.api.get(`~${new URL(certificate.pdfUrl).pathname}?code=${certificate.code}`)).status).toBe(404);

    const jwt = await academy.api.get(`~${new URL(award.url).pathname}`);
    expect(jwt.headers.get('content-type')).toContain('application/vc+jwt');
    for (const { code } of [certificate, award]) expect(must(await academy.api.get(`/verify/${code}`), 200).body).toMatchObject({ status: 'valid', course: 'Counting the swifts' });
    expect((await academy.api.get(`/verify/${certificate.code}`)).body).not.toHaveProperty('holder');
    expect((await academy.api.get('/verify/AAAA-BBBB-CCCC-DDDD')).body).toMatchObject({ status: 'unknown' });

    must(await teacher.put(`/certificates/${certificate.id}/sharing`, { showName: true }), 200);
    expect((await academy.api.get(`/verify/${certificate.code}`)).body).toMatchObject({ holder: 'Eleni Παπαδοπούλου' });
    expect((await academy.api.get(`~${new URL(certificate.pdfUrl).pathname}?code=${certificate.code}`)).status).toBe(200);

    await academy.mailbox.waitFor(email, 'certificate-ready');
    expect(academy.mailbox.to(email, 'certificate-ready')).toHaveLength(1);
  });

  it('unsubscribes with one click, without signing in', async () => {
    const mail = academy.mailbox.to(email, 'module-opened')[0]!;
    const url = /<([^>]+)>/.exec(mail.headers.find(({ key }) => key === 'list-unsubscribe')!.value)![1]!;
    expect((await fetch(url)).status).toBe(200);
    const preferences = () => academy.database.query('SELECT kind, email FROM mail_preference');
    expect(await preferences()).toEqual([]);
    const posted = await fetch(url, { method: 'POST', body: 'List-Unsubscribe=One-Click', headers: { 'content-type': 'application/x-www-form-urlencoded' } });
    expect(posted.status).toBe(200);
    expect(await preferences()).toEqual([{ kind: 'module-opened', email: 'off' }]);
    expect((await fetch(`${url}x`, { method: 'POST' })).status).toBe(400);
  });
});
