import fc from 'fast-check';
import { calendarFile, calendarOf } from './calendar.rules';

const AT = new Date('2027-03-01T22:30:00Z');
const NOW = new Date('2026-11-30T08:00:00Z');
const unfolded = (file: string): string[] => file.replace(/\r\n /g, '').trimEnd().split('\r\n');
const valueOf = (file: string, name: string): string => unfolded(file).find((line) => line.startsWith(`${name}:`))!.slice(name.length + 1);
/** As a calendar program reads a text. */
const read = (text: string): string => text.replace(/\\([\\;,nN])/g, (_, character: string) => (/n/i.test(character) ? '\n' : character));

describe('a calendar file', () => {
  it('is a day where there is no end: the one that it is in the reader’s zone', () => {
    const file = (timeZone: string) => unfolded(calendarFile({ uid: 'a@academy.example', title: 'Spring', startsAt: AT }, NOW, timeZone));
    expect(file('Europe/Athens')).toEqual([
      'BEGIN:VCALENDAR', 'VERSION:2.0', 'PRODID:-//Academy//Mail//EN', 'METHOD:PUBLISH', 'BEGIN:VEVENT', 'UID:a@academy.example', 'DTSTAMP:20261130T080000Z',
      'DTSTART;VALUE=DATE:20270302', 'TRANSP:TRANSPARENT', 'SUMMARY:Spring', 'END:VEVENT', 'END:VCALENDAR',
    ]);
    expect(file('Europe/Lisbon')).toContain('DTSTART;VALUE=DATE:20270301');
  });

  it('is an hour where there is an end', () => {
    const file = unfolded(calendarFile({ uid: 'a', title: 'b', url: 'https://academy.example/x', startsAt: AT, endsAt: new Date('2027-03-01T23:30:00Z') }, NOW, 'Europe/Athens'));
    expect(file).toEqual(expect.arrayContaining(['DTSTART:20270301T223000Z', 'DTEND:20270301T233000Z', 'URL:https://academy.example/x']));
  });

  it('is a moment where it ends when it begins, and may have many entries under one name', () => {
    const file = unfolded(calendarOf([{ uid: 'a', title: 'Due', startsAt: AT, endsAt: AT }, { uid: 'b', title: 'Day', startsAt: AT }], NOW, 'UTC', 'All, of it'));
    expect(file.filter((line) => /^(UID|DTSTART|DTEND|TRANSP|NAME)/.test(line))).toEqual(['NAME:All\\, of it', 'UID:a', 'DTSTART:20270301T223000Z', 'TRANSP:TRANSPARENT', 'UID:b', 'DTSTART;VALUE=DATE:20270301', 'TRANSP:TRANSPARENT']);
    expect(file.filter((line) => /^(BEGIN|END):/.test(line))).toEqual(['BEGIN:VCALENDAR', 'BEGIN:VEVENT', 'END:VEVENT', 'BEGIN:VEVENT', 'END:VEVENT', 'END:VCALENDAR']);
    expect(unfolded(calendarOf([], NOW, 'UTC', 'None'))).toHaveLength(7);
  });

  it('says which writing of an entry it is, and that it is off', () => {
    const entry = { uid: 'a', title: 'b', startsAt: AT, endsAt: new Date('2027-03-01T23:30:00Z') };
    expect(unfolded(calendarFile({ ...entry, sequence: 3 }, NOW, 'UTC'))).toContain('SEQUENCE:3');
    expect(unfolded(calendarFile({ ...entry, sequence: 4, isCancelled: true }, NOW, 'UTC'))).toEqual(expect.arrayContaining(['SEQUENCE:4', 'STATUS:CANCELLED', 'UID:a']));
    expect(calendarFile(entry, NOW, 'UTC')).not.toMatch(/SEQUENCE|STATUS/);
  });

  it('says what was written, in lines that are short enough, whatever was written', () => {
    const text = fc.array(fc.oneof(fc.string({ unit: 'grapheme' }), fc.constantFrom('\r\n', ';', ',', '\\', '\\n', 'END:VEVENT', '🙂'.repeat(40)))).map((parts) => parts.join(''));
    fc.assert(
      fc.property(text, text, (title, words) => {
        const file = calendarFile({ uid: 'a', title, text: `x${words}`, startsAt: AT }, NOW, 'UTC');
        const plain = (given: string) => given.replace(/\r\n?/g, '\n').replace(/[\u0000-\u0008\u000b-\u001f\u007f]/g, '');
        expect(read(valueOf(file, 'SUMMARY'))).toBe(plain(title));
        expect(read(valueOf(file, 'DESCRIPTION'))).toBe(plain(`x${words}`));
        expect(file.split('\r\n').every((line) => Buffer.byteLength(line) <= 75)).toBe(true);
        expect(unfolded(file).filter((line) => line === 'END:VEVENT')).toHaveLength(1);
      }),
      { seed: 20_261_130, numRuns: 300 },
    );
  });
});
