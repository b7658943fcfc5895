// A reader of our output may go away (`npm start | head`): that must not end the launcher and orphan its services.
for (const stream of [process.stdout, process.stderr]) stream.on('error', () => {});

/** One line about progress or trouble, on stderr; stdout is kept for results. */
export function say(line) {
  process.stderr.write(`${line}\n`);
}

/** One line of result, on stdout. */
export function announce(line) {
  process.stdout.write(`${line}\n`);
}
