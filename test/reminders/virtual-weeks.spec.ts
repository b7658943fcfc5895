import { type RunningAcademy, startAcademy } from '../support/academy';
import { PROVEN, total } from './virtual/findings';
import { VirtualWeeks } from './virtual/weeks';

const PEOPLE = 120;
/** No part of a day, so that in the course of the weeks it is every hour of it. */
const STEP_HOURS = 17;
/** So often at least each kind of reminder occurs. */
const FEWEST = 3;

/** Both days of the year when clocks change lie in the middle of editions. `npm run bench -- virtual-weeks` plays them with 5,000. */
describe('editions played day by day, in twenty zones', () => {
  let academy: RunningAcademy;
  let weeks: VirtualWeeks;
  beforeAll(async () => {
    academy = await startAcademy({ worker: false, environment: { SMTP_URL: '', MAIL_SENDING_HOURS: '09:00-18:00' } });
    weeks = new VirtualWeeks(academy.web, STEP_HOURS);
    await weeks.play(PEOPLE, '2027-03-08T08:00:00Z');
    await weeks.play(PEOPLE, '2027-10-11T07:00:00Z');
  }, 900_000);
  afterAll(() => academy.stop());

  it('remind exactly those whom a naive recomputation names, by the doors that it names, at the hours that it names', () => {
    if (process.env['ACADEMY_VERBOSE']) process.stdout.write(weeks.findings.report);
    expect(weeks.findings.faults).toEqual([]);
  });

  it('remind of each kind, tell of all but surveys in the Academy, leave people out, and keep mails back for every reason', () => {
    const { reminded, told, sent, leftOut, inLetters, letters, kept, people, started, finished } = weeks.findings;
    const often = (counts: ReadonlyMap<string, number>, fewest = FEWEST): string[] => [...counts].filter(([, times]) => times >= fewest).map(([kind]) => kind).sort();
    expect(often(reminded)).toEqual([...PROVEN].sort());
    expect(often(told)).toEqual(PROVEN.filter((kind) => kind !== 'survey').sort());
    expect(often(sent, 1)).toEqual([...PROVEN].sort());
    expect([...leftOut.keys()]).toEqual(expect.arrayContaining(['away', 'not-started', 'reviews-owed']));
    expect([started / people, finished / started].map((share) => share > 0.3 && share < 0.72)).toEqual([true, true]);
    expect([total(reminded) > PEOPLE * 6, letters > PEOPLE / 10, total(inLetters) > PEOPLE / 5]).toEqual([true, true, true]);
    expect([...kept.keys()]).toEqual(expect.arrayContaining(['opted-out', 'done-since', 'over-cap', 'daily', 'weekly', 'quiet-hours', 'sending-hours', 'rule-off', 'deadline-moved', 'not-active']));
  });
});
