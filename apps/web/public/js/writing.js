// <form data-writing="/address">: keeps a work while it is written, at /address/draft two seconds after the last key, and in the browser
// until the server has it. What a lost page or connection left in the browser is offered the next time, never forced upon the form.
// The preview (#preview) follows what is typed.
const PAUSE = 2000;
const RETRY = 10_000;
const PREVIEW = 4000;

for (const form of document.querySelectorAll('form[data-writing]')) watch(form);

function watch(form) {
  const address = form.dataset.writing;
  const status = form.querySelector('[data-autosave-status]');
  const key = `writing ${address}`;
  let saving = 0;
  let previewing = 0;
  let isSending = false;
  let isDirty = false;
  let isStale = false;
  let leaving = null;

  const say = (state, words) => {
    if (!status) return;
    status.dataset.state = state;
    status.textContent = words ?? status.dataset[state];
  };
  /** Over words that nobody has yet, no page says "Saved". What is taken away is not read out. */
  const unsay = () => {
    if (status?.dataset.state !== 'saved') return;
    delete status.dataset.state;
    status.textContent = '';
  };
  const wait = (time) => {
    clearTimeout(saving);
    if (!isStale) saving = setTimeout(send, time);
  };

  async function send() {
    if (isSending) return wait(PAUSE);
    isSending = true;
    isDirty = false;
    say('saving');
    const answer = await post(`${address}/draft`, { accept: 'application/json' });
    if (answer?.ok) form.elements.revision.value = (await answer.json()).revision;
    isSending = false;
    if (leaving) return leave();
    if (!answer?.ok) return failed(answer?.status ?? 0);
    if (isDirty) return wait(PAUSE);
    forget(key);
    say('saved');
  }

  function leave() {
    const { by } = leaving;
    leaving = null;
    form.requestSubmit(by);
  }

  function failed(code) {
    isDirty = true;
    // Two states: only a person can say which is the one.
    isStale = code === 409 || code === 412 || code === 428;
    say('failed', isStale ? form.dataset.changed : undefined);
    if (code === 0 || code === 429 || code >= 500) wait(RETRY);
  }

  async function preview() {
    const answer = await post(`${address}/preview`);
    if (!answer?.ok) return;
    const page = new DOMParser().parseFromString(await answer.text(), 'text/html');
    const shown = page.getElementById('preview');
    if (shown) document.getElementById('preview').replaceChildren(...shown.childNodes);
  }

  const post = (to, headers = {}) => fetch(to, { method: 'POST', headers, body: new URLSearchParams(new FormData(form)) }).catch(() => null);

  function changed() {
    isDirty = true;
    unsay();
    keep(key, form);
    wait(PAUSE);
    clearTimeout(previewing);
    previewing = setTimeout(preview, PREVIEW);
  }

  form.addEventListener('input', changed);
  form.addEventListener('submit', (event) => {
    clearTimeout(saving);
    clearTimeout(previewing);
    if (isSending) {
      // What is on its way brings a newer revision: with the old one, a person would be told of a change elsewhere that is her own.
      event.preventDefault();
      leaving = { by: event.submitter };
      return;
    }
    isDirty = false;
  });
  addEventListener('beforeunload', (event) => {
    if (isDirty || isSending) event.preventDefault();
  });
  offer(key, form, changed);
}

function textsOf(form) {
  return [...form.querySelectorAll('textarea[name], input[type="text"][name], select[name]')].map(({ name, value }) => [name, value]);
}

function keep(key, form) {
  try {
    localStorage.setItem(key, JSON.stringify({ at: Date.now(), texts: textsOf(form) }));
  } catch {
    // No room, or none wanted: the server has it in a moment.
  }
}

function forget(key) {
  try {
    localStorage.removeItem(key);
  } catch {
    // The browser keeps nothing.
  }
}

/** What differs from the form is offered; what is in it already needs no copy any more. */
function offer(key, form, changed) {
  const place = document.querySelector('[data-offer]');
  const kept = read(key);
  if (!kept || !place) return;
  const now = new Map(textsOf(form));
  const missing = kept.texts.filter(([name, value]) => value !== '' && now.has(name) && now.get(name) !== value);
  if (missing.length === 0) return forget(key);

  place.querySelector('[data-offer-at]').textContent = new Date(kept.at).toLocaleString(document.documentElement.lang);
  place.hidden = false;
  place.addEventListener('click', (event) => {
    const button = event.target.closest('button[name="offer"]');
    if (!button) return;
    place.hidden = true;
    if (button.value === 'leave') return forget(key);
    for (const [name, value] of missing) form.elements[name].value = value;
    changed();
    form.querySelector('textarea')?.focus();
  });
}

function read(key) {
  try {
    return JSON.parse(localStorage.getItem(key));
  } catch {
    return null;
  }
}
