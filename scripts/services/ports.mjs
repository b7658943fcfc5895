import { createServer } from 'node:net';

function listen(port, host) {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen({ port, host }, () => {
      const taken = server.address().port;
      server.close(() => resolve(taken));
    });
  });
}

/** null when the port can be listened on, else the code of the reason, such as EADDRINUSE or EACCES. */
export async function whyNotFree(port, host) {
  try {
    await listen(port, host);
    return null;
  } catch (error) {
    return error.code;
  }
}

/** The preferred port when it is free, else any free one. */
export async function choosePort(preferred, host = '127.0.0.1') {
  if (preferred && (await whyNotFree(preferred, host)) === null) return preferred;
  return listen(0, host);
}
