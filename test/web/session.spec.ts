import { PASSWORD, type RunningAcademy, startAcademy } from '../support/academy';
import { tokenIn } from '../support/mailbox';

describe('from registering to signing out', () => {
  let academy: RunningAcademy;
  beforeAll(async () => void (academy = await startAcademy()));
  afterAll(() => academy.stop());

  const registration = { email: 'ana@school.test', password: PASSWORD, displayName: 'Ana', country: 'PT', locale: 'pt', timeZone: 'Europe/Lisbon' };

  it('registers, verifies by the link in the mail, signs in and out', async () => {
    expect((await academy.api.post('/accounts', registration)).status).toBe(202);
    expect((await academy.api.post('/sessions', { email: registration.email, password: PASSWORD })).body.type).toBe('/problems/address-not-verified');

    const mail = await academy.mailbox.waitFor(registration.email, 'verify-address');
    expect(mail.text).toContain('/verify-address?token=');
    expect((await academy.api.post('/accounts/verify', { token: tokenIn(mail) })).status).toBe(204);
    expect((await academy.api.post('/accounts/verify', { token: tokenIn(mail) })).status).toBe(422);

    const ana = await academy.api.signIn('ANA@school.test', PASSWORD);
    expect((await ana.get('/me')).body).toMatchObject({ email: registration.email, displayName: 'Ana', certificateName: 'Ana', reads: ['pt', 'en'], roles: [] });
    expect((await ana.delete('/sessions/current')).status).toBe(204);
    expect((await ana.get('/me')).status).toBe(401);
  });

  it('says the same to a wrong password and to an unknown address', async () => {
    const wrong = await academy.api.post('/sessions', { email: registration.email, password: 'something else' });
    const unknown = await academy.api.post('/sessions', { email: 'nobody@school.test', password: 'something else' });
    expect(wrong.status).toBe(401);
    expect(unknown.body).toEqual(wrong.body);
  });
});

describe('trying to sign in again and again', () => {
  let academy: RunningAcademy;
  beforeAll(async () => void (academy = await startAcademy({ worker: false, environment: { ACADEMY_RATE_LIMITS: 'on' } })));
  afterAll(() => academy.stop());

  it('is stopped when it fails, and not when it succeeds', async () => {
    const [ana, ben] = await Promise.all([academy.person(), academy.person()]);
    for (let times = 0; times < 12; times++) await academy.api.signIn(ana.email, PASSWORD);
    const statuses: number[] = [];
    for (let times = 0; times < 11; times++) statuses.push((await academy.api.post('/sessions', { email: ben.email, password: 'not this one' })).status);
    expect(statuses).toEqual([...Array(10).fill(401), 429]);
    const refused = await academy.api.post('/sessions', { email: ben.email, password: PASSWORD });
    expect(refused.body.type).toBe('/problems/too-many-tries');
    expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(0);
    await academy.api.signIn(ana.email, PASSWORD);
  });
});
