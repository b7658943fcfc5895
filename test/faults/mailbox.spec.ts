import { connect } from 'node:net';
import { createTransport } from 'nodemailer';
import { Mailbox } from '../support/mailbox';

const BEGUN = ['EHLO sender.test', 'MAIL FROM:<a@sender.test>'];
const ADDRESSED = [...BEGUN, 'RCPT TO:<b@people.test>'];
const WRITTEN = [...ADDRESSED, 'DATA', 'Subject: half a'];

describe('the mailbox of the tests', () => {
  const mailbox = new Mailbox();
  let url: string;
  beforeAll(async () => void (url = await mailbox.open()));
  afterAll(() => mailbox.close());

  /** Says one line after each answer, and is cut off, as the connection of a process that is killed, after the last. */
  const breakOffAfter = (lines: string[]) =>
    new Promise<void>((resolve, reject) => {
      const socket = connect(Number(new URL(url).port), '127.0.0.1');
      const left = [...lines];
      socket.on('data', () => {
        const line = left.shift();
        if (line !== undefined) socket.write(`${line}\r\n`);
        if (line === undefined || line.startsWith('Subject')) socket.resetAndDestroy();
      });
      socket.once('error', reject).once('close', () => resolve());
    });

  it.each([
    ['after its greeting', BEGUN.slice(0, 1)],
    ['after the sender', BEGUN],
    ['after the recipient', ADDRESSED],
    ['before the text', WRITTEN.slice(0, -1)],
    ['amid the text', WRITTEN],
  ])('outlives a sender that breaks off %s, and keeps nothing of its mail', async (_place, lines) => {
    const before = mailbox.mails.length;
    await breakOffAfter(lines);
    const sender = createTransport({ url });
    await sender.sendMail({ from: 'a@sender.test', to: 'b@people.test', subject: 'whole', text: 'Whole.' });
    sender.close();
    expect(mailbox.mails.slice(before).map(({ subject }) => subject)).toEqual(['whole']);
  });
});
