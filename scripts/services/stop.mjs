import { say } from '../say.mjs';

// A terminal's Ctrl-C reaches us and npm, which passes it on once more: what comes so soon is the same wish, not a second one.
const echoMilliseconds = 1000;
const parentMilliseconds = 200;

/** Why a run ends early: the operator asked for it. */
export class Stopped extends Error {}

// npm may be killed without a chance to pass that on: nobody is left then to stop us.
function watchParent(whenGone) {
  const parent = process.ppid;
  setInterval(() => process.ppid !== parent && whenGone(), parentMilliseconds).unref();
}

/**
 * Listens for SIGINT, SIGTERM, SIGHUP and the end of the npm that started us: the first aborts `signal` with a Stopped, a later one calls what was given to `onSecond`.
 * `fail(error)` aborts it too, with that error.
 */
export function listenForStop() {
  const controller = new AbortController();
  let askedAt = null;
  let second = () => process.exit(130);
  const receive = () => {
    const now = Date.now();
    if (askedAt === null) {
      askedAt = now;
      say('Stopping …');
      controller.abort(new Stopped());
    } else if (now - askedAt > echoMilliseconds) {
      second();
    }
  };
  for (const name of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(name, receive);
  if (process.env.npm_lifecycle_event) watchParent(() => askedAt ?? receive());
  return {
    signal: controller.signal,
    fail: (error) => controller.abort(error),
    onSecond(action) {
      second = action;
    },
  };
}
