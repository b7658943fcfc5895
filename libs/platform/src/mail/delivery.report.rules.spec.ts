import { bounceOf, complaintOf, fieldsOf, weightOf } from './delivery.report.rules';

const about = (fields: string) => bounceOf(`Reporting-MTA: dns; mx.example\r\n\r\n${fields}\r\n`)!;

describe('what came back', () => {
  it.each([
    ['nobody there', 'Action: failed\r\nStatus: 5.1.1', 'final'],
    ['no such domain', 'Action: failed\r\nStatus: 5.4.4', 'final'],
    ['a mailbox that is closed', 'Action: failed\nStatus: 5.2.1 (disabled)', 'final'],
    ['failed without a reason', 'Action: failed', 'final'],
    ['a full mailbox', 'Action: failed\r\nStatus: 5.2.2', 'counts'],
    ['given up after days', 'Action: FAILED\r\nStatus: 4.4.7', 'counts'],
    ['put off', 'Action: delayed\r\nStatus: 4.4.1', 'nothing'],
    ['delivered', 'Action: delivered\r\nStatus: 2.0.0', 'nothing'],
    ['refused by a filter', 'Action: failed\r\nStatus: 5.7.1', 'nothing'],
    ['too large', 'Action: failed\r\nStatus: 5.3.4', 'nothing'],
    ['a sender that was refused', 'Action: failed\r\nStatus: 5.1.8', 'nothing'],
  ] as const)('%s', (_what, fields, weight) => {
    expect(weightOf(about(fields))).toBe(weight);
  });

  it('is told in the words of the server', () => {
    expect(about('Action: failed\r\nStatus: 5.1.1\r\nDiagnostic-Code: smtp; 550 5.1.1\r\n no such\r\n\tuser').said).toBe('550 5.1.1 no such user');
    expect(about('Action: failed\r\nStatus: 5.1.1').said).toBe('5.1.1');
    expect(bounceOf('Reporting-MTA: dns; mx.example')).toBeNull();
    expect(bounceOf('')).toBeNull();
  });

  it('a complaint is one unless it takes another back', () => {
    expect(weightOf(complaintOf('Feedback-Type: abuse\r\nVersion: 1')!)).toBe('final');
    expect(weightOf(complaintOf('Feedback-Type: not-spam')!)).toBe('nothing');
    expect(complaintOf('Version: 1')).toBeNull();
  });

  it('fields are read whatever a stranger wrote into them', () => {
    expect([...fieldsOf('A: 1\r\nnonsense\r\n: 2\r\nA: 3\r\n__proto__: 4\r\nB:')]).toEqual([['a', '1'], ['__proto__', '4'], ['b', '']]);
  });
});
