import { Database } from '@academy/platform';
import { type RunningAcademy, startAcademy } from '../support/academy';

const POOL = 4;
const AT_ONCE = 40;

/** Far more at once than there are connections, each in need of two. */
describe('a crowd at a small pool of connections', () => {
  let academy: RunningAcademy;
  beforeAll(async () => void (academy = await startAcademy({ worker: false, environment: { DATABASE_POOL: String(POOL) } })));
  afterAll(() => academy.stop());

  it('all who read beside their transaction come through, and do not wait for each other', async () => {
    const database = academy.web.get(Database);
    const asked = Array.from({ length: AT_ONCE }, (_, number) =>
      database.transaction(async (tx) => {
        await tx.query('SELECT 1');
        const beside = await database.one<{ number: number }>('SELECT $1::int AS number', [number]);
        const nested = await database.transaction((inner) => inner.query('SELECT $1::int AS number', [number]) as Promise<{ number: number }[]>);
        return [beside!.number, nested[0]!.number];
      }),
    );
    expect(await Promise.all(asked)).toEqual(Array.from({ length: AT_ONCE }, (_, number) => [number, number]));
  });
});
