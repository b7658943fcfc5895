import { type AddressInfo, createServer, type Socket } from 'node:net';

/** A mail server in a process of its own that takes everything and keeps nothing but counts: one line on its output for each that it is asked. */
let taken = 0;
let bytes = 0;

function converse(socket: Socket): void {
  let buffer = '';
  let isText = false;
  const answers: Record<string, string> = { EHLO: '250-sink\r\n250-PIPELINING\r\n250-8BITMIME\r\n250-SMTPUTF8\r\n250 SIZE 10000000\r\n', DATA: '354 go on\r\n' };
  socket.setNoDelay(true).on('error', () => undefined).on('data', (chunk: Buffer) => {
    buffer += chunk.toString('latin1');
    for (let end = buffer.indexOf(isText ? '\r\n.\r\n' : '\r\n'); end >= 0; end = buffer.indexOf(isText ? '\r\n.\r\n' : '\r\n')) {
      const part = buffer.slice(0, end);
      buffer = buffer.slice(end + (isText ? 5 : 2));
      if (isText) {
        taken += 1;
        bytes += part.length;
        isText = false;
        socket.write('250 taken\r\n');
        continue;
      }
      const command = part.slice(0, 4).toUpperCase();
      isText = command === 'DATA';
      if (command === 'QUIT') return void socket.end('221 bye\r\n');
      socket.write(answers[command] ?? '250 ok\r\n');
    }
  });
  socket.write('220 sink\r\n');
}

const server = createServer(converse).listen(0, '127.0.0.1', () => process.stdout.write(`${(server.address() as AddressInfo).port}\n`));
process.on('message', () => process.send?.({ taken, bytes }));
