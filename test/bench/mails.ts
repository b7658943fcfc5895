import { handOver, LEAST_PER_SECOND } from './handing.over';
import { PEOPLE } from './names';
import type { Setting } from './speed';
import { makePeople } from './world';

const MAILS = 12_000;
const KINDS = ['enrolled', 'certificate-ready', 'waitlisted'];

/**
 * Mails to people by name, from the outbox to a mail server in a process of its own: claimed, asked about, composed, handed over
 * and settled by one worker. Answers whether there are 300 a second.
 */
export async function measureMails(setting: Setting): Promise<boolean> {
  const { client } = setting;
  await makePeople(client);
  await client.query(
    `INSERT INTO mail (natural_key, kind, is_transactional, user_id, address, recipient, data, due_at)
     SELECT 'bench:' || n, ($2::text[])[1 + n % 3], true, u.id, u.email, jsonb_build_object('displayName', u.display_name, 'locale', (ARRAY['en', 'de'])[1 + n % 2], 'timeZone', u.time_zone),
       jsonb_build_object('enrolmentId', u.id, 'course', 'Measuring our street ' || n % 30, 'edition', 'Spring', 'startsAt', '2027-03-01T08:00:00Z', 'position', n % 90), now()
     FROM generate_series(1, $1::int) n JOIN users u ON u.email = 'teacher' || (1 + n % $3) || '@people.test'`,
    [MAILS, KINDS, PEOPLE],
  );
  await client.query('ANALYZE mail');
  const { taken, perSecond, words } = await handOver(setting, 'mails', MAILS);
  const { rows } = await client.query<{ state: string; many: number }>('SELECT state, count(*)::int AS many FROM mail GROUP BY state');
  process.stdout.write(`\n${words}; ${rows.map(({ state, many }) => `${many} ${state}`).join(', ')}\n`);
  return perSecond >= LEAST_PER_SECOND && rows.length === 1 && rows[0]!.state === 'sent' && taken === MAILS;
}
