import { instantOf, localOf } from './local.time.rules';

describe('times that are typed into forms', () => {
  it.each([
    ['in winter', '2027-01-15T09:00', 'Europe/Lisbon', '2027-01-15T09:00:00.000Z'],
    ['in summer', '2027-07-15T09:00', 'Europe/Lisbon', '2027-07-15T08:00:00.000Z'],
    ['east of Greenwich', '2027-01-15T00:30', 'Europe/Helsinki', '2027-01-14T22:30:00.000Z'],
    ['west of Greenwich', '2027-01-15T23:30', 'Atlantic/Azores', '2027-01-16T00:30:00.000Z'],
    ['in the last second of a minute', '2027-01-15T23:59:59', 'Europe/Lisbon', '2027-01-15T23:59:59.000Z'],
    ['in the hour that comes twice', '2027-10-31T02:30', 'Europe/Berlin', '2027-10-31T00:30:00.000Z'],
    ['in the hour that is left out', '2027-03-28T02:30', 'Europe/Berlin', '2027-03-28T01:30:00.000Z'],
    ['just after the change', '2027-03-28T03:00', 'Europe/Berlin', '2027-03-28T01:00:00.000Z'],
  ])('%s', (_when, local, zone, instant) => {
    expect(instantOf(local, zone)).toBe(instant);
  });

  it.each(['', '2027-02-30T09:00', '2027-13-01T09:00', '2027-01-01', '2027-01-01T25:00', 'tomorrow', '0001-01-01T09:00', '2027-01-01T09:00+02:00'])('refuses "%s"', (local) => {
    expect(instantOf(local, 'Europe/Berlin')).toBeNull();
  });

  it.each(['Europe/Lisbon', 'Europe/Athens', 'America/Martinique'])('comes back as it was typed in %s', (zone) => {
    for (const local of ['2027-01-01T00:00', '2027-06-30T23:59', '2027-10-31T12:00']) expect(localOf(instantOf(local, zone)!, zone)).toBe(local);
  });
});
