import { outcomeOf, retryAfterSeconds } from './mail.rules';

describe('what becomes of a mail that could not be handed over', () => {
  it.each([
    ['a full mailbox for now', { responseCode: 452, command: 'RCPT TO' }, 'retry', 'retry'],
    ['no such mailbox', { responseCode: 550, command: 'RCPT TO' }, 'failed', 'failed'],
    ['a sender who is refused', { responseCode: 553, command: 'MAIL FROM' }, 'failed', 'failed'],
    ['a text that is refused', { responseCode: 554, command: 'DATA', wasUnderWay: true }, 'failed', 'failed'],
    ['a text to bring again later', { responseCode: 451, command: 'DATA', wasUnderWay: true }, 'retry', 'retry'],
    ['a password of ours that is wrong', { responseCode: 535, command: 'AUTH PLAIN' }, 'retry', 'retry'],
    ['a server that greets with 554', { responseCode: 554, command: 'CONN' }, 'retry', 'retry'],
    ['nobody there', { command: 'CONN' }, 'retry', 'retry'],
    ['silence before the text', { command: 'CONN', wasUnderWay: false }, 'retry', 'retry'],
    ['silence after the text', { command: 'CONN', wasUnderWay: true }, 'retry', 'unknown'],
  ] as const)('%s', (_what, error, transactional, reminder) => {
    expect(outcomeOf(error, true)).toBe(transactional);
    expect(outcomeOf(error, false)).toBe(reminder);
  });

  it.each([
    [1, 0, 30],
    [2, 0, 60],
    [2, 1, 72],
    [5, 0, 480],
    [12, 0, 21_600],
  ])('attempt %i comes again after its time, a little later by chance %d: %i s', (attempts, chance, seconds) => {
    expect(retryAfterSeconds(attempts, chance)).toBe(seconds);
  });
});
