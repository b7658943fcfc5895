// Shows how far an import has come, as long as it runs.
const PAUSE = 1500;
const region = () => document.getElementById('import');
const isRunning = () => region()?.hasAttribute('data-running');

async function look() {
  const answer = await fetch(location.href, { headers: { accept: 'text/html' } }).catch(() => null);
  if (answer?.ok) {
    const page = new DOMParser().parseFromString(await answer.text(), 'text/html');
    const now = page.getElementById('import');
    if (!now) return;
    region().replaceWith(now);
    if (!isRunning()) return document.dispatchEvent(new CustomEvent('announce', { detail: region().querySelector('.alert')?.textContent.trim() ?? '' }));
  }
  setTimeout(look, PAUSE);
}

if (isRunning()) setTimeout(look, PAUSE);
