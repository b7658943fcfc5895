// <section id="batch" data-progress>: asks the same page again every second and puts in what stands there now, until it is there no more to ask.
// With data-progress="page" the whole page changes at the end, and is loaded again.
// Without this, the page loads itself again every few seconds.
const PAUSE = 1_000;
const LONGEST_PAUSE = 15_000;

let failures = 0;
function again() {
  setTimeout(look, Math.min(PAUSE * 2 ** failures, LONGEST_PAUSE));
}

async function look() {
  const here = document.querySelector('[data-progress]');
  if (!here) return;
  try {
    if (document.hidden) return again();
    const answer = await fetch(location.href, { headers: { accept: 'text/html' } });
    const there = new DOMParser().parseFromString(await answer.text(), 'text/html').querySelector('#batch');
    if (!answer.ok || !there) throw new Error('no progress');
    failures = 0;
    const isOver = !there.matches('[data-progress]');
    if (isOver && here.dataset.progress === 'page') return location.reload();
    // A bar that grows is not read out each time; that it is over is.
    if (isOver) there.setAttribute('role', 'status');
    here.replaceWith(there);
  } catch {
    failures += 1;
  }
  again();
}
again();
