import { NestFactory } from '@nestjs/core';
import { DemonstrationModule } from '../../apps/demonstration/src/demonstration.module';
import { type AccountName, DEMO_PASSWORD } from '../../apps/demonstration/src/load/accounts';
import { Loader } from '../../apps/demonstration/src/load/loader';
import { type RunningAcademy, startAcademy } from '../support/academy';
import { Visitor } from '../support/visitor';

const REMINDERS = ['away', 'module-missed', 'module-opened', 'nearly-there', 'not-started'];
/** Where each of them begins, and so many pages are opened from there. */
const WALKS: readonly [AccountName | null, string, string][] = [
  [null, '/', 'Measuring our street'],
  ['teacher', '/me/mails', 'Now open'],
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
    academy = await startAcademy({ worker: false, environment: { ACADEMY_DEMO: '1', SMTP_URL: '', MAIL_SENDING_HOURS: '' } });
    const context = await NestFactory.createApplicationContext(DemonstrationModule.for(academy.config), { logger: ['error', 'fatal'] });
    try {
      expect(await context.get(Loader).load()).toBe(true);
      expect(await context.get(Loader).load()).toBe(false);
    } finally {
      await context.close();
    }
  }, 300_000);
  afterAll(() => academy.stop());

  const rows = <Row>(sql: string, parameters: unknown[] = []) => academy.database.query<Row>(sql, parameters);

  it('has sent the mails of its past, each once, reminders by day, and they can be read', async () => {
    expect(await rows(`SELECT kind, due_at FROM mail WHERE state NOT IN ('sent', 'held', 'suppressed') AND due_at < academy_now()`)).toEqual([]);
    const [sent, kept] = await Promise.all([rows<{ id: string }>(`SELECT id FROM mail WHERE state = 'sent' ORDER BY id`), rows<{ id: string }>(`SELECT substring(message_id FROM '<mail-(.*)@') AS id FROM demo_mail ORDER BY 1`)]);
    expect(kept).toEqual(sent);
    expect(sent.length).toBeGreaterThan(200);
    const hours = await rows<{ hour: number }>(`SELECT DISTINCT extract(hour FROM m.sent_at AT TIME ZONE u.time_zone)::int AS hour FROM mail m JOIN users u ON u.id = m.user_id WHERE m.state = 'sent' AND m.kind = ANY ($1)`, [REMINDERS]);
    expect(hours.filter(({ hour }) => hour < 9 || hour >= 18)).toEqual([]);
    const visitor = new Visitor(academy.config.publicUrl);
    const mailbox = await visitor.get('/demo/mail');
    const [, newest] = /href="(\/demo\/mail\/\d+)"/.exec(mailbox.html)!;
    expect(await visitor.get(newest!)).toMatchObject({ status: 200 });
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
  }, 120_000);
});
