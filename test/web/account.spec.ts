import { PASSWORD, type RunningAcademy, startAcademy } from '../support/academy';
import { HeldRows } from '../support/held.rows';
import { tokenIn } from '../support/mailbox';
import { Visitor } from '../support/visitor';

describe('the pages of an account', () => {
  let academy: RunningAcademy;
  beforeAll(async () => void (academy = await startAcademy()));
  afterAll(() => academy.stop());
  const visitor = (language?: string) => new Visitor(academy.config.publicUrl, language);

  const form = { email: 'ines@school.test', password: PASSWORD, displayName: 'Inês', country: 'PT', locale: 'pt', timeZone: 'Europe/Lisbon' };

  it('carry a teacher from registering to signing in, by the link in the mail', async () => {
    const ines = visitor();
    expect((await ines.get('/register')).status).toBe(200);
    expect(await ines.post('/register', form)).toMatchObject({ status: 303, location: '/registered' });
    expect((await ines.post('/sign-in', { email: form.email, password: PASSWORD })).html).toContain('has not been confirmed yet');

    const token = tokenIn(await academy.mailbox.waitFor(form.email, 'verify-address'));
    expect((await ines.get(`/verify-address?token=${token}`)).html).toContain('Confirm my address');
    expect(await ines.post('/verify-address', { token })).toMatchObject({ status: 303, location: '/sign-in' });
    expect((await ines.get('/sign-in')).html).toContain('Your address is confirmed');
    expect((await ines.post('/verify-address', { token })).status).toBe(422);

    expect(await ines.post('/sign-in', { email: form.email, password: PASSWORD, next: '/me' })).toMatchObject({ status: 303, location: '/me' });
    expect((await ines.get('/me')).html).toContain('value="Inês"');
  });

  it('do not verify an address when a program merely follows the link', async () => {
    const email = 'scanner@school.test';
    await visitor().post('/register', { ...form, email });
    const token = tokenIn(await academy.mailbox.waitFor(email, 'verify-address'));
    await visitor().get(`/verify-address?token=${token}`);
    expect(await visitor().post('/verify-address', { token })).toMatchObject({ status: 303 });
  });

  it('show a refused form again, with what was typed but never the password', async () => {
    const { status, html } = await visitor().post('/register', { ...form, email: 'no address', displayName: 'Ines of <Évora>', password: 'tooshort' });
    expect(status).toBe(422);
    expect(html).toContain('value="Ines of &lt;Évora&gt;"');
    expect(html).toContain('value="no address"');
    expect(html).toContain('href="#field-email"');
    expect(html).toContain('Please choose a password of at least 10 characters.');
    expect(html).not.toContain('tooshort');
  });

  it('say the same to a wrong password and to an address that nobody has', async () => {
    const person = await academy.person();
    const words = async (email: string) => {
      const { status, html } = await visitor().post('/sign-in', { email, password: 'something else' });
      return { status, html: html.replaceAll(email, '') };
    };
    const wrong = await words(person.email);
    expect(wrong.status).toBe(422);
    expect(wrong.html).toContain('do not belong together');
    expect(await words('nobody@school.test')).toEqual(wrong);
  });

  it('answer a password reset alike for known and unknown addresses, and the new password ends all sessions', async () => {
    const person = await academy.person();
    const before = visitor();
    await before.signIn(person.email, PASSWORD);

    const known = await visitor().post('/password-reset', { email: person.email });
    expect(known).toMatchObject({ status: 303, location: '/password-reset/sent' });
    expect(await visitor().post('/password-reset', { email: 'nobody@school.test' })).toMatchObject({ status: 303, location: known.location });

    const token = tokenIn(await academy.mailbox.waitFor(person.email, 'reset-password'));
    expect((await visitor().post('/new-password', { token, password: 'short' })).status).toBe(422);
    expect(await visitor().post('/new-password', { token, password: 'a wholly new one' })).toMatchObject({ status: 303, location: '/sign-in' });
    expect((await visitor().post('/new-password', { token, password: 'another new one' })).html).toContain('no longer works');
    expect(await before.get('/me')).toMatchObject({ status: 303, location: '/sign-in?next=%2Fme' });
    await visitor().signIn(person.email, 'a wholly new one');
  });

  it('open no session for the old password that was looked at while a new one was being set', async () => {
    const person = await academy.person();
    await visitor().post('/password-reset', { email: person.email });
    const token = tokenIn(await academy.mailbox.waitFor(person.email, 'reset-password'));

    // The new password is written, and whoever sets it is about to end all sessions.
    const sessions = await HeldRows.hold(academy.databaseName, 'SELECT FROM session WHERE user_id = $1 FOR UPDATE', [person.id]);
    const setting = visitor().post('/new-password', { token, password: 'a wholly new one' });
    await sessions.areWanted(1);
    const thief = visitor();
    const signingIn = thief.post('/sign-in', { email: person.email, password: PASSWORD });
    await sessions.areWanted(2, signingIn);
    await sessions.letGo();

    expect((await setting).location).toBe('/sign-in');
    expect((await signingIn).html).toContain('do not belong together');
    expect((await thief.get('/me')).status).toBe(303);
  });

  it('change what a person says of themselves, and clear what comes back empty', async () => {
    const person = await academy.person({ displayName: 'Ana', locale: 'en' });
    const ana = visitor();
    await ana.signIn(person.email, PASSWORD);
    const profile = { displayName: 'Ana', certificateName: 'Ana Αθηνά Дрозд', country: 'PT', locale: 'de', timeZone: 'Europe/Lisbon', school: 'Escola', level: 'primary' };

    const saved = await ana.post('/me', [...Object.entries(profile), ['reads', 'pt'], ['reads', 'el'], ['subjects', 'science']]);
    expect(saved).toMatchObject({ status: 303, location: '/me' });
    expect((await person.api.get('/me')).body).toMatchObject({ ...profile, reads: ['pt', 'el'], subjects: ['science'] });

    await ana.post('/me', { ...profile, school: '', level: '' });
    expect((await person.api.get('/me')).body).toMatchObject({ school: null, level: null, reads: [], subjects: [] });
    expect((await ana.post('/me', { ...profile, country: 'Portugal' })).status).toBe(422);
  });

  it('turn kinds of mail off and on again', async () => {
    const person = await academy.person();
    const ana = visitor();
    await ana.signIn(person.email, PASSWORD);
    const kinds = async () => {
      const { html } = await ana.get('/me/notification-preferences');
      return Object.fromEntries([...html.matchAll(/name="email-([a-z-]+)"[^]*?<option value="(\w+)" selected/g)].map(([, kind, wish]) => [kind!, wish!]));
    };

    const all = await kinds();
    expect(all).toMatchObject({ away: 'now', 'certificate-ready': 'now', enrolled: 'now', 'module-opened': 'now' });
    expect(all).not.toHaveProperty('reset-password');
    await ana.post('/me/notification-preferences', [['part', 'kinds'], ['shown', 'enrolled'], ['email-enrolled', 'off'], ['shown', 'away'], ['email-away', 'weekly']]);
    expect(await kinds()).toEqual({ ...all, enrolled: 'off', away: 'weekly' });
    await ana.post('/me/notification-preferences', [['part', 'kinds'], ['shown', 'enrolled'], ['email-enrolled', 'now']]);
    expect(await kinds()).toEqual({ ...all, away: 'weekly' });
  });

  it('sign out here, and everywhere', async () => {
    const person = await academy.person();
    const [phone, computer] = [visitor(), visitor()];
    await phone.signIn(person.email, PASSWORD);
    await computer.signIn(person.email, PASSWORD);

    await phone.post('/sign-out');
    expect((await phone.get('/me')).status).toBe(303);
    expect((await computer.get('/me')).status).toBe(200);
    await computer.post('/sign-out', { everywhere: 'true' });
    expect((await person.api.get('/me')).status).toBe(401);
  });

  it('lead back to where somebody wanted to go, but never to another site', async () => {
    const person = await academy.person();
    const location = async (next: string) => (await visitor().post('/sign-in', { email: person.email, password: PASSWORD, next })).location;
    expect(await location('/me?a=b')).toBe('/me?a=b');
    for (const elsewhere of ['https://evil.test/', '//evil.test', '/\\evil.test', 'javascript:alert(1)', '/\n/evil.test']) expect(await location(elsewhere)).toBe('/');
    expect((await visitor().get('/sign-in?next=//evil.test')).html).toContain('name="next" value="/"');
  });

  it('take no form from another site, not even signing in', async () => {
    const person = await academy.person();
    for (const from of ['cross-site', 'same-site', 'none']) {
      const answer = await visitor().post('/sign-in', { email: person.email, password: PASSWORD }, from);
      expect(answer.status).toBe(403);
      expect(answer.headers.getSetCookie()).toEqual([]);
      expect(answer.html).toContain('sent from another site');
    }
  });

  it('speak the language of the browser, and the chosen one before it', async () => {
    const reader = visitor('de-AT,de;q=0.9');
    expect((await reader.get('/sign-in')).html).toContain('<html lang="de"');
    expect((await reader.get('/register')).html).toMatch(/<option value="AT" selected>Österreich/);
    expect(await reader.post('/locale', { locale: 'en', returnTo: '/sign-in?next=%2Fme' })).toMatchObject({ status: 303, location: '/sign-in?next=%2Fme' });
    expect((await reader.get('/sign-in')).html).toContain('<html lang="en"');
    expect((await reader.post('/locale', { locale: 'en', returnTo: '//evil.test' })).location).toBe('/');
    expect((await reader.post('/locale', { locale: 'tlh' })).status).toBe(422);
  });

  it('explain an address that leads nowhere, in the language of whoever asks, to whom it is', async () => {
    const lost = await visitor('de').get('/nirgendwo');
    expect(lost.status).toBe(404);
    expect(lost.html).toContain('Diese Seite gibt es nicht');

    const person = await academy.person({ displayName: 'Ana Figueiredo' });
    const ana = visitor();
    await ana.signIn(person.email, PASSWORD);
    expect((await ana.get('/nowhere')).html).toContain('Ana Figueiredo');
  });
});
