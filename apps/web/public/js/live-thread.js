// <… data-live data-live-thread>: new posts come in at their place and changed ones are brought up to date, while nothing moves under the reader's eyes or fingers.
const MOST = 150;
const FIELDS = 'textarea, input, select, [contenteditable]';
const root = document.querySelector('[data-live-thread]');
if (root) watch(root, root.closest('.thread'));

function watch(root, thread) {
  const { dataset } = root;
  const unseen = new Set();
  let elsewhere = 0;
  let added = 0;
  let seen = [];

  const posts = () => [...thread.querySelectorAll('article[data-number]')];
  const isBefore = (a, b) => a.dataset.root - b.dataset.root || a.dataset.number - b.dataset.number;

  root.addEventListener('live:ask', ({ detail: asked }) => {
    const here = posts();
    if (here.length > MOST) dataset.more = 'true';
    asked.set('have', here.slice(0, MOST).map((post) => `${post.dataset.number}.${post.dataset.mark}`).join(','));
    asked.set('at', dataset.at);
    asked.set('state', dataset.state);
    if (dataset.more) asked.set('after', dataset.last);
  });

  root.addEventListener('live:news', ({ detail }) => {
    const news = detail.querySelector('[data-news]');
    if (!news) return;
    keepStill(() => news.querySelectorAll('article[data-number]').forEach(put));
    const heading = document.getElementById('posts-heading');
    if (heading) heading.textContent = news.dataset.replies;
    if (news.dataset.state !== dataset.state) {
      dataset.state = news.dataset.state;
      root.dispatchEvent(new Event('live:changed'));
    }
    added += Math.max(0, news.dataset.elsewhere - elsewhere);
    elsewhere = Number(news.dataset.elsewhere);
    count();
    if (news.dataset.again) root.dispatchEvent(new Event('live:again'));
  });

  function put(fresh) {
    const old = document.getElementById(fresh.id);
    if (!old) insert(fresh);
    else if (isBusy(old)) setTimeout(() => root.dispatchEvent(new Event('live:again')), 10_000);
    else update(old, fresh);
  }

  function insert(post) {
    const next = posts().find((other) => isBefore(post, other) < 0) ?? thread.querySelector('[data-thread-end]');
    next.before(post);
    dataset.after = Math.max(dataset.after, post.dataset.number);
    if (!post.classList.contains('post--new')) return;
    added += 1;
    unseen.add(post);
    eyes.observe(post);
  }

  const eyes = new IntersectionObserver((entries) => {
    for (const { target, isIntersecting } of entries) {
      if (!isIntersecting || !unseen.delete(target)) continue;
      eyes.unobserve(target);
      if (seen.length === 0) setTimeout(tellSeen, 1_000);
      seen.push(target.dataset.number);
    }
    count();
  });

  function tellSeen() {
    fetch(`${dataset.live}/seen`, { method: 'POST', body: new URLSearchParams({ numbers: seen.join(',') }), keepalive: true }).catch(() => undefined);
    seen = [];
  }

  function count() {
    const first = posts().find((post) => unseen.has(post));
    root.dispatchEvent(new CustomEvent('live:count', { detail: { count: unseen.size + elsewhere, href: first ? `#${first.id}` : `${dataset.live}/unread`, added } }));
    added = 0;
  }
}

/** Somebody writes in it, asks in a dialog, or marks a text. */
function isBusy(post) {
  const marked = getSelection();
  return post.querySelector('textarea') !== null || (post.contains(document.activeElement) && document.activeElement.matches(FIELDS)) || (!marked.isCollapsed && post.contains(marked.anchorNode));
}

/** Changes only what differs; folds stay open, and the focus stays where it is. */
function update(old, fresh) {
  const open = [...old.querySelectorAll('details')].map((details) => details.open);
  fresh.querySelectorAll('details').forEach((details, index) => (details.open = open[index] ?? false));
  const focused = old.contains(document.activeElement) ? [...old.querySelectorAll('a, button, summary')].indexOf(document.activeElement) : -1;
  for (const { name, value } of fresh.attributes) old.setAttribute(name, value);
  const [before, after] = [[...old.children], [...fresh.children]];
  if (before.length !== after.length) old.replaceChildren(...after);
  else before.forEach((child, index) => child.isEqualNode(after[index]) || child.replaceWith(after[index]));
  if (focused >= 0 && !old.contains(document.activeElement)) (old.querySelectorAll('a, button, summary')[focused] ?? old).focus({ preventScroll: true });
}

/** What is written in, or else looked at, keeps its place in the window. */
function keepStill(change) {
  const field = document.activeElement?.closest(FIELDS);
  const anchor = field ?? document.elementFromPoint(innerWidth / 2, innerHeight * 0.4)?.closest('article, section, form, header');
  const before = anchor?.getBoundingClientRect().top;
  change();
  if (!anchor?.isConnected) return;
  const moved = anchor.getBoundingClientRect().top - before;
  if (Math.abs(moved) >= 1) scrollBy({ top: moved, behavior: 'instant' });
}
