import { hostPauseSeconds, outcomeOf, retryAfterSeconds, weightOfRefusal } from './mail.rules';

describe('what becomes of a mail that could not be handed over', () => {
  it.each([
    ['a full mailbox for now', { responseCode: 452, command: 'RCPT TO' }, 'retry', 'retry'],
    ['no such mailbox', { responseCode: 550, command: 'RCPT TO' }, 'failed', 'failed'],
    ['a sender who is refused', { responseCode: 553, command: 'MAIL FROM' }, 'failed', 'failed'],
    ['a text that is refused', { responseCode: 554, command: 'DATA', wasUnderWay: true }, 'failed', 'failed'],
    ['a text to bring again later', { responseCode: 451, command: 'DATA', wasUnderWay: true }, 'retry', 'retry'],
    ['a server that ends amid the conversation', { responseCode: 421, command: 'CONN', wasUnderWay: false }, 'retry', 'retry'],
    ['silence before the text', { command: 'CONN', wasUnderWay: false }, 'retry', 'retry'],
    ['silence after the text', { command: 'CONN', wasUnderWay: true }, 'retry', 'unknown'],
    ['a password of ours that is wrong', { responseCode: 535, command: 'AUTH PLAIN', wasLetIn: false }, 'away', 'away'],
    ['a server that greets with 554', { responseCode: 554, command: 'CONN', wasLetIn: false }, 'away', 'away'],
    ['nobody there', { command: 'CONN', wasLetIn: false }, 'away', 'away'],
    ['an address that is none', { isRefusedByUs: true }, 'failed', 'failed'],
    ['a fault of our own', {}, 'retry', 'retry'],
  ] as const)('%s', (_what, error, transactional, reminder) => {
    expect(outcomeOf(error, true)).toBe(transactional);
    expect(outcomeOf(error, false)).toBe(reminder);
  });

  it.each([
    [1, 0, 30],
    [2, 0, 60],
    [2, 1, 72],
    [5, 0, 480],
    [12, 0, 3_600],
  ])('attempt %i comes again after its time, a little later by chance %d: %i s', (attempts, chance, seconds) => {
    expect(retryAfterSeconds(attempts, chance)).toBe(seconds);
  });

  it('within a day it is tried some thirty times, the last time near its end', () => {
    const times: number[] = [];
    for (let at = 0; at < 24 * 3600; at += retryAfterSeconds(times.length, 0)) times.push(at);
    expect(times.length).toBe(30);
    expect(times.at(-1)).toBeGreaterThan(23 * 3600);
  });

  it.each([
    [1, 0, 5],
    [3, 0, 20],
    [3, 1, 24],
    [50, 0, 600],
  ])('a server that failed %i times is left alone, a little longer by chance %d: %i s', (failures, chance, seconds) => {
    expect(hostPauseSeconds(failures, chance)).toBe(seconds);
  });
});

describe('what a refusal weighs against an address', () => {
  it.each([
    ['550 5.1.1 no such user', 'final'],
    ['550-5.1.1 The email account does not exist', 'final'],
    ['550 5.2.1 mailbox disabled', 'final'],
    ['550 5.0.0 no such user here', 'final'],
    ['550 no such user here', 'final'],
    ['551 user not local', 'final'],
    ['552 5.2.2 mailbox full', 'counts'],
    ['552 mailbox full', 'counts'],
    ['553 mailbox name not allowed', 'counts'],
    ['554 transaction failed', 'counts'],
    ['554 5.0.0 transaction failed', 'counts'],
    ['550 5.4.6 routing loop', 'counts'],
    ['550 5.1.8 bad sender', 'nothing'],
    ['550 5.7.1 refused by policy', 'nothing'],
    ['550 relaying denied', 'nothing'],
    ['550 your address is on a block list', 'nothing'],
    ['553 sorry, that domain is not in my list', 'nothing'],
    ['554 5.7.1 client host rejected', 'nothing'],
    ['554 your reputation is bad', 'nothing'],
    ['503 bad sequence of commands', 'nothing'],
    ['530 must issue a STARTTLS command first', 'nothing'],
    ['450 4.2.1 try later', 'nothing'],
  ] as const)('%s', (response, weight) => {
    const responseCode = Number(response.slice(0, 3));
    expect(weightOfRefusal({ responseCode, response, command: 'RCPT TO' })).toBe(weight);
    expect(weightOfRefusal({ responseCode, response, command: 'DATA' })).toBe('nothing');
  });
});
