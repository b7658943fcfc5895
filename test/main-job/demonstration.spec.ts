import { NestFactory } from '@nestjs/core';
import { DemonstrationModule } from '../../apps/demonstration/src/demonstration.module';
import { type AccountName, DEMO_PASSWORD } from '../../apps/demonstration/src/load/accounts';
import { Loader } from '../../apps/demonstration/src/load/loader';
import { type RunningAcademy, startAcademy } from '../support/academy';
import { Visitor } from '../support/visitor';

/** Where each of them begins, and so many pages are opened from there. */
const WALKS: readonly [AccountName | null, string, string][] = [
  [null, '/', 'Measuring our street'],
  ['teacher', '/', 'Measuring our street'],
  ['designer', '/studio', 'Measuring our street'],
  ['coordinator', '/coordination', 'Measuring our street'],
  ['moderator', '/coordination/moderation', 'Measuring our street'],
  ['admin', '/operations', 'At a glance'],
];
const PAGES = 60;
/** What ends a session, another language than the test's, and files. */
const NOT_WALKED = /^\/(sign-out|locale|assets|files|demo\/styles)|\.(pdf|zip|ics|csv|xml|png|svg|json)$|\/(export|pdf|feed)/;

describe('the demonstration', () => {
  let academy: RunningAcademy;
  beforeAll(async () => {
    academy = await startAcademy({ worker: false, environment: { ACADEMY_DEMO: '1', SMTP_URL: '' } });
    const context = await NestFactory.createApplicationContext(DemonstrationModule.for(academy.config), { logger: ['error', 'fatal'] });
    try {
      expect(await context.get(Loader).load()).toBe(true);
      expect(await context.get(Loader).load()).toBe(false);
    } finally {
      await context.close();
    }
  });
  afterAll(() => academy.stop());

  const rows = <Row>(sql: string, parameters: unknown[] = []) => academy.database.query<Row>(sql, parameters);

  it('is loaded once and has sent no mail: what it wrote before it began says so to its readers, and the rest waits for a letter', async () => {
    expect(await rows('SELECT FROM demo_mail')).toEqual([]);
    expect(await rows('SELECT DISTINCT state, reason FROM mail ORDER BY state')).toEqual([{ state: 'held', reason: 'daily' }, { state: 'suppressed', reason: 'before-demonstration' }]);
    const visitor = new Visitor(academy.config.publicUrl);
    await visitor.signIn('teacher@academy.test', DEMO_PASSWORD);
    expect((await visitor.get('/me/mails')).html).toContain('this was before the demonstration began');
  });

  it.each(WALKS)('shows %s all that its pages lead to, from %s', async (name, start, words) => {
    const visitor = new Visitor(academy.config.publicUrl);
    if (name) await visitor.signIn(`${name}@academy.test`, DEMO_PASSWORD);
    const waiting = [start];
    const seen = new Set(waiting);
    const wrong: unknown[] = [];
    for (let opened = 0; opened < PAGES && waiting.length > 0; opened++) {
      const path = waiting.shift()!;
      const { status, html } = await visitor.get(path);
      if (status >= 400) wrong.push([path, status]);
      if (path === start) expect(html).toContain(words);
      for (const [, href] of html.matchAll(/<a\b[^>]*?\bhref="([^"#]+)/g)) {
        const next = href!.replaceAll('&amp;', '&').replaceAll('&#x3D;', '=');
        if (!next.startsWith('/') || NOT_WALKED.test(next) || seen.has(next)) continue;
        seen.add(next);
        waiting.push(next);
      }
    }
    expect(wrong).toEqual([]);
    expect(seen.size).toBeGreaterThan(10);
  });
});
