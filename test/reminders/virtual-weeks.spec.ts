import { type RunningAcademy, startAcademy } from '../support/academy';
import { VirtualWeeks } from './virtual/weeks';

const PEOPLE = 150;

/** Both days of the year when clocks change lie in the middle of an edition. `npm run bench -- virtual-weeks` plays it with 5,000. */
describe('editions played day by day, in twenty zones', () => {
  let academy: RunningAcademy;
  let weeks: VirtualWeeks;
  beforeAll(async () => {
    academy = await startAcademy({ worker: false, environment: { SMTP_URL: '', MAIL_SENDING_HOURS: '09:00-18:00' } });
    weeks = new VirtualWeeks(academy.web, 8);
    await weeks.play(PEOPLE, '2027-03-08T08:00:00Z');
    await weeks.play(PEOPLE, '2027-10-11T07:00:00Z');
  }, 400_000);
  afterAll(() => academy.stop());

  it('remind exactly those whom a naive recomputation names', () => {
    const { decided, lacking, beyond, byKind } = weeks.findings;
    expect({ lacking, beyond }).toEqual({ lacking: [], beyond: [] });
    expect(decided).toBeGreaterThan(PEOPLE * 6);
    expect([...byKind.keys()].sort()).toEqual(['away', 'deadline', 'draft-not-sent', 'edition-starts', 'module-missed', 'module-opened', 'nearly-there', 'not-started']);
  });

  it('send nothing at night, nothing after opting out, nothing about what is done, nothing beyond the weekly cap', () => {
    const { sent, suppressed, atNight, optedOut, done, overCap } = weeks.findings;
    expect({ atNight, optedOut, done, overCap }).toEqual({ atNight: [], optedOut: [], done: [], overCap: [] });
    expect(sent).toBeGreaterThan(PEOPLE * 4);
    expect([...suppressed.keys()]).toEqual(expect.arrayContaining(['opted-out', 'done-since', 'over-cap']));
  });
});
