import { explain } from './failure.mjs';
import { prepare } from './prepare/prepare.mjs';
import { say } from './say.mjs';
import { listenForStop } from './services/stop.mjs';

const { signal } = listenForStop();
try {
  await prepare({ signal });
} catch (error) {
  if (!signal.aborted) say(explain(error));
  process.exitCode = 1;
}
