// <… data-live="/threads/1" data-after="17">: while the page is looked at, listens at /threads/1/live, or where it cannot asks now and then, and fetches
// what is new from /threads/1/news, or from what data-news names. What to ask for is said by who hears `live:ask`; what came is shown by who hears `live:news`.
const POLL = 15_000; // and up to 5 s more, so that not all pages ask at once
const LISTENING_POLL = 120_000; // a hint can be lost
const LONGEST_PAUSE = 300_000;
const PATIENCE = 20_000;
const GAP = 800; // between two questions, however much is told

for (const root of document.querySelectorAll('[data-live]')) watch(root);

function watch(root) {
  const address = root.dataset.live;
  const ownPoll = POLL + Math.random() * 5_000;
  let source = null;
  let listenAgainAt = 0;
  let breaks = 0;
  let failures = 0;
  let polling = 0;
  let looking = 0;
  let dueAt = 0;
  let lookedAt = performance.now();
  let isLooking = false;
  let isOver = false;

  const isListening = () => source?.readyState === 1;
  const isIdle = () => isOver || document.hidden || navigator.onLine === false;

  function poll() {
    clearTimeout(polling);
    const pause = isListening() ? LISTENING_POLL : Math.min(ownPoll * 2 ** failures, LONGEST_PAUSE);
    if (!isIdle()) polling = setTimeout(look, Math.max(0, lookedAt + pause - performance.now()));
  }
  function soon(pause) {
    const at = Math.max(performance.now() + pause, lookedAt + GAP);
    if (isIdle() || (looking && dueAt <= at)) return;
    clearTimeout(looking);
    dueAt = at;
    looking = setTimeout(look, at - performance.now());
  }
  function rest() {
    clearTimeout(polling);
    clearTimeout(looking);
    looking = 0;
  }

  async function look() {
    rest();
    if (isLooking) return soon(GAP);
    isLooking = true;
    const asked = new URLSearchParams();
    root.dispatchEvent(new CustomEvent('live:ask', { detail: asked }));
    const answer = await fetch(`${root.dataset.news ?? `${address}/news`}?${asked}`, { redirect: 'manual', signal: AbortSignal.timeout(PATIENCE) }).catch(() => null);
    const html = answer?.status === 200 ? await answer.text().catch(() => null) : null;
    isLooking = false;
    lookedAt = performance.now();
    // Signed out, or no longer of those who take part.
    if (answer?.type === 'opaqueredirect' || [401, 403, 404].includes(answer?.status)) return stop();
    failures = answer?.ok ? 0 : Math.min(failures + 1, 5);
    if (html) root.dispatchEvent(new CustomEvent('live:news', { detail: new DOMParser().parseFromString(html, 'text/html').body }));
    poll();
    listen();
  }

  function listen() {
    if (source || isIdle() || !window.EventSource || performance.now() < listenAgainAt) return;
    source = new EventSource(`${address}/live?after=${root.dataset.after}`);
    source.onopen = () => {
      breaks = 0;
      root.dataset.listening = 'true';
      poll();
    };
    source.addEventListener('news', () => soon(Math.random() * 200));
    source.addEventListener('catch-up', () => soon(Math.random() * 4_000));
    source.addEventListener('surplus', () => deafFor(LONGEST_PAUSE));
    source.onerror = () => {
      delete root.dataset.listening;
      if (source?.readyState === 2) deafFor(Math.min(5_000 * 2 ** (breaks += 1), LONGEST_PAUSE));
      else poll();
    };
  }
  /** Asks by itself for a while. */
  function deafFor(pause) {
    deafen();
    listenAgainAt = performance.now() + pause;
    poll();
  }
  function deafen() {
    source?.close();
    delete root.dataset.listening;
    source = null;
  }

  function wake() {
    if (isIdle()) return sleep();
    listen();
    poll();
  }
  function sleep() {
    rest();
    deafen();
  }
  function stop() {
    isOver = true;
    sleep();
  }

  root.addEventListener('live:again', () => soon(GAP));
  document.addEventListener('visibilitychange', wake);
  addEventListener('pageshow', wake);
  addEventListener('pagehide', sleep);
  addEventListener('online', () => {
    failures = 0;
    listenAgainAt = 0;
    wake();
    soon(0);
  });
  addEventListener('offline', sleep);
  wake();
}
