import { PASSWORD, type Person, type RunningAcademy, startAcademy } from '../support/academy';
import { Visitor } from '../support/visitor';
import { openEdition, publishedCourse, RIGHT } from './learning.course';

describe('a quiz in the browser', () => {
  let academy: RunningAcademy;
  let ana: Person;
  let course: { id: string };
  let edition: string;
  beforeAll(async () => {
    academy = await startAcademy({ worker: false });
    ana = await academy.designer();
    course = await publishedCourse(ana);
    edition = await openEdition(academy, ana, course.id);
  });
  afterAll(() => academy.stop());

  async function begun(locale = 'en') {
    const person = await academy.person({ locale });
    const visitor = new Visitor(academy.config.publicUrl);
    await visitor.signIn(person.email, PASSWORD);
    const { location: home } = await visitor.post(`/editions/${edition}/enrolment`, { certificateName: 'Rui' });
    const quiz = `${home}/activities/check`;
    const { location: attempt } = await visitor.post(`${quiz}/attempts`);
    return Object.assign(visitor, { home: home!, quiz, attempt: attempt!, person });
  }
  const but = (name: string, ...others: [string, string][]) => [...RIGHT.filter(([key]) => key !== name), ...others];
  const autosave = (visitor: Visitor, address: string, fields: [string, string][]) =>
    fetch(academy.config.publicUrl + address, {
      method: 'POST',
      body: new URLSearchParams(fields),
      headers: { accept: 'application/json', 'sec-fetch-site': 'same-origin', cookie: [...visitor.cookies].map(([name, value]) => `${name}=${value}`).join('; ') },
    });

  it('is one form of all questions, and its page says what is needed and how often one may try', async () => {
    const rui = await begun();
    const quiz = await rui.get(rui.quiz);
    expect(quiz.html).toContain('60%');
    expect(quiz.html).toContain('2 left');
    expect(quiz.html).toContain(`href="${rui.attempt}"`);
    expect(quiz.html).not.toContain('Which street?');

    const { status, html } = await rui.get(rui.attempt);
    expect(status).toBe(200);
    expect(html).toContain(`data-autosave="${rui.attempt}/draft"`);
    for (const name of new Set(RIGHT.map(([name]) => name))) expect(html).toContain(`name="${name}"`);
    expect(html).toContain('Attempt 1 of 2');
  });

  it('never tells answers or feedback before it is handed in', async () => {
    const rui = await begun();
    const shown = [await rui.get(rui.quiz), await rui.get(rui.attempt), await rui.post(rui.attempt, { 'answer.count': 'about four' })];
    for (const { html } of shown) expect(html).not.toMatch(/FEEDBACK|SECRET-WORD|answer--right|verdict/);
    expect((await rui.get(rui.attempt)).html.indexOf('Stopwatch')).toBeGreaterThan(0);
  });

  it('counts as done when enough is right, and then explains every question', async () => {
    const rui = await begun();
    expect(await rui.post(rui.attempt, RIGHT)).toMatchObject({ status: 303, location: rui.attempt });
    const { html } = await rui.get(rui.attempt);
    expect(html).toContain('You passed');
    expect(html).toContain('10 of 10 points');
    expect(html).toContain('FEEDBACK-ONE');
    expect(html).not.toContain('Not right');
    expect(html).not.toContain('Try again');
    expect(html).toContain(`href="${rui.home}/activities/film"`);
    expect((await rui.get(rui.home)).html).toMatch(/activity--done[^]*Check yourself/);
    expect(await rui.post(rui.attempt, but('answer.one', ['answer.one', 'b']))).toMatchObject({ status: 303, location: rui.attempt });
    expect((await rui.get(rui.attempt)).html).toContain('10 of 10 points');
  });

  it('asks before it takes a form with gaps, keeping what was typed, and takes it on a second word', async () => {
    const rui = await begun();
    const asked = await rui.post(rui.attempt, [['answer.word', 'A <measuring> tape'], ['answer.count', '12'], ['answer.order.a', '3']]);
    expect(asked.status).toBe(422);
    expect(asked.html).toContain('href="#question-one"');
    expect(asked.html).toContain('href="#question-order"');
    expect(asked.html).not.toContain('href="#question-word"');
    expect(asked.html).toContain('value="A &lt;measuring&gt; tape"');
    expect(asked.html).toMatch(/name="answer\.order\.a"[^]*?<option value="3" selected>/);
    expect(asked.html).toContain('name="leaveOpen"');
    expect((await rui.post(rui.attempt, { leaveOpen: 'true', 'answer.one': 'b' })).status).toBe(303);
    const { html } = await rui.get(rui.attempt);
    expect(html).toContain('Not passed this time');
    expect(html).toContain('0 of 10 points');
    expect(html).toContain('You have 1 attempt left.');
  });

  it('does not take for a number what is none', async () => {
    const rui = await begun();
    const refused = await rui.post(rui.attempt, but('answer.count', ['answer.count', '3 and a half']));
    expect(refused.status).toBe(422);
    expect(refused.html).toContain('asks for a number');
    expect(refused.html).toContain('value="3 and a half"');
    expect(refused.html).not.toContain('name="leaveOpen"');
    expect((await rui.post(rui.attempt, [...but('answer.count', ['answer.count', '3 and a half']), ['leaveOpen', 'true']])).status).toBe(422);
  });

  it('tells the right answers once nothing is left to try', async () => {
    const rui = await begun();
    const wrong: [string, string][] = [['answer.one', 'b'], ['answer.many', 'c'], ['answer.truth', 'false'], ['answer.word', 'rope'], ['answer.count', '9'], ['answer.pairs.speed', 'meter'], ['answer.pairs.noise', 'stopwatch'], ['answer.order.a', '2'], ['answer.order.b', '1'], ['answer.order.c', '3']];
    await rui.post(rui.attempt, wrong);
    const first = await rui.get(rui.attempt);
    expect(first.html).toContain('Try again');
    expect(first.html).not.toMatch(/SECRET-WORD|Stopwatch; |This one belonged to it/);

    const { location } = await rui.post(`${rui.quiz}/attempts`);
    expect(location).not.toBe(rui.attempt);
    await rui.post(location!, wrong);
    const last = await rui.get(location!);
    expect(last.html).toContain('SECRET-WORD');
    expect(last.html).toContain('The right number: 3.5 ± 0.1');
    expect(last.html).toContain('Speed – Stopwatch; Noise – Meter');
    expect(last.html).toContain('1. Ask 2. Count 3. Draw');
    expect(last.html).toContain('This one belonged to it');
    expect(last.html).not.toContain('Try again');

    const refused = await rui.post(`${rui.quiz}/attempts`);
    expect(refused.status).toBe(422);
    expect(refused.html).toContain('You have used all attempts of this quiz.');
    expect((await rui.get(rui.quiz)).html).toMatch(/Attempt 1[^]*Attempt 2/);
  });

  it('is kept while one works on it, by script and by button', async () => {
    const rui = await begun('de');
    const saved = await autosave(rui, `${rui.attempt}/draft`, [['answer.count', '3,5'], ['answer.many', 'b'], ['answer.pairs.noise', 'meter']]);
    expect([saved.status, await saved.json()]).toEqual([200, { saved: true }]);
    const again = await rui.get(rui.attempt);
    expect(again.html).toContain('value="3,5"');
    expect(again.html).toMatch(/name="answer\.many" value="b" checked/);
    expect(again.html).toMatch(/name="answer\.pairs\.noise"[^]*?<option value="meter" selected>/);

    const unclear = await autosave(rui, `${rui.attempt}/draft`, [['answer.count', 'viele'], ['answer.many', 'a']]);
    expect([unclear.status, unclear.headers.get('content-type')]).toEqual([422, expect.stringContaining('application/problem+json')]);
    expect((await rui.get(rui.attempt)).html).toMatch(/name="answer\.many" value="a" checked/);

    expect(await rui.post(`${rui.attempt}/draft`, { 'answer.word': 'Band' })).toMatchObject({ status: 303, location: rui.attempt });
    const kept = await rui.get(rui.attempt);
    expect(kept.html).toContain('Ihre Antworten sind gespeichert.');
    expect(kept.html).toContain('value="Band"');

    await rui.post(rui.attempt, RIGHT);
    expect((await autosave(rui, `${rui.attempt}/draft`, [['answer.one', 'b']])).status).toBe(409);
  });

  it('says so when the edition closed while one was answering', async () => {
    const own = await openEdition(academy, ana, course.id, { name: 'Closing' });
    const person = await academy.person();
    const rui = new Visitor(academy.config.publicUrl);
    await rui.signIn(person.email, PASSWORD);
    const { location: home } = await rui.post(`/editions/${own}/enrolment`, { certificateName: 'Rui' });
    const { location: attempt } = await rui.post(`${home}/activities/check/attempts`);
    await academy.database.query(`UPDATE enrolment SET state = 'expired' WHERE user_id = $1`, [person.id]);

    const refused = await rui.post(attempt!, RIGHT);
    expect(refused.status).toBe(422);
    expect(refused.html).toContain('This edition has closed.');
    expect(refused.html).toMatch(/name="answer\.one" value="a" checked/);
    const quiz = await rui.get(`${home}/activities/check`);
    expect(quiz.html).not.toContain('Start the quiz');
    expect((await rui.get(home!)).html).toContain('This edition has ended');
  });
});
