import { once } from 'node:events';
import { explain } from './failure.mjs';
import { prepare } from './prepare/prepare.mjs';
import { announce, say } from './say.mjs';
import { Stopped, listenForStop } from './services/stop.mjs';
import { services, startAcademy } from './start/academy.mjs';
import { makeDataFolder, takeDataFolder } from './start/data-folder.mjs';
import { readSettings } from './start/settings.mjs';

const { signal, fail, onSecond } = listenForStop();
const running = services();
onSecond(() => {
  say('Killed. The next start cleans up what is left.');
  running.kill();
  process.exit(130);
});

let lock = null;
let exitCode = 0;
try {
  const settings = readSettings();
  await prepare({ signal });
  makeDataFolder(settings.data);
  lock = await takeDataFolder(settings.data, { signal });
  const address = await startAcademy(settings, { running, signal, giveUp: fail });
  announce(`Academy is ready at ${address}`);
  if (!signal.aborted) await once(signal, 'abort');
  signal.throwIfAborted();
} catch (error) {
  const reason = signal.aborted ? signal.reason : error;
  if (!(reason instanceof Stopped)) {
    say(explain(reason));
    exitCode = 1;
  }
}
lock?.markStopping();
try {
  await running.stop();
} catch (error) {
  say(explain(error));
  exitCode = 1;
}
lock?.release();
process.exit(exitCode);
