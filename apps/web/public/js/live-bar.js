// The bar of what is new out of sight, in the words of <… data-words='{"one":"# new post","other":"# new posts"}'>; and the same said aloud, at most once in 5 s.
const QUIET = 5_000;

for (const root of document.querySelectorAll('[data-live]')) {
  const words = JSON.parse(root.dataset.words);
  const plurals = new Intl.PluralRules(document.documentElement.lang);
  const numbers = new Intl.NumberFormat(document.documentElement.lang);
  const link = root.querySelector('a');
  const label = link.querySelector('span');
  let unsaid = 0;
  let timer = 0;
  let isChanged = false;

  const inWords = (count) => (words[plurals.select(count)] ?? words.other).replace('#', numbers.format(count));
  const say = () => {
    timer = 0;
    if (unsaid === 0) return;
    document.dispatchEvent(new CustomEvent('announce', { detail: inWords(unsaid) }));
    unsaid = 0;
    timer = setTimeout(say, QUIET);
  };

  // detail: { count: what is out of sight, href?: where it is, added: how much of it was not said yet }
  root.addEventListener('live:count', ({ detail: { count, href, added } }) => {
    if (!isChanged) {
      root.hidden = count === 0;
      label.textContent = count === 0 ? '' : inWords(count);
      if (href) link.href = href;
    }
    unsaid += added;
    if (!timer) timer = setTimeout(say, 300);
  });

  // Who may write here is another matter now: the page has to be made anew.
  root.addEventListener('live:changed', () => {
    isChanged = true;
    root.hidden = false;
    label.textContent = root.dataset.changed;
    link.href = location.pathname + location.search;
    document.dispatchEvent(new CustomEvent('announce', { detail: root.dataset.changed }));
  });

  // A list says in how many of its threads something is new since it was made.
  if (root.dataset.since) {
    let shown = 0;
    root.dataset.after = Date.parse(root.dataset.since);
    root.addEventListener('live:ask', ({ detail: asked }) => {
      asked.set('since', root.dataset.after);
      if (root.dataset.activity) asked.set('activity', root.dataset.activity);
    });
    root.addEventListener('live:news', ({ detail }) => {
      const count = Number(detail.querySelector('[data-count]').dataset.count);
      root.dispatchEvent(new CustomEvent('live:count', { detail: { count, added: Math.max(0, count - shown) } }));
      shown = count;
    });
  }
}
