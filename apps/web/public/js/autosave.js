// <form data-autosave="/address">: sends the form two seconds after the last key, says so, and keeps what could not be sent.
// The answer may be JSON with `revision`, which goes into the field of that name for the next saving.
const PAUSE = 2000;
const RETRY = 10_000;

for (const form of document.querySelectorAll('form[data-autosave]')) watch(form);

function watch(form) {
  const status = form.querySelector('[data-autosave-status]');
  const key = `draft ${form.dataset.autosave}`;
  let timer = 0;
  let isSending = false;
  let isDirty = false;
  let leaving = null;

  const say = (state) => {
    if (!status) return;
    status.dataset.state = state;
    status.textContent = status.dataset[state];
  };
  /** Over words that nobody has yet, no page says "Saved". What is taken away is not read out. */
  const unsay = () => {
    if (status?.dataset.state !== 'saved') return;
    delete status.dataset.state;
    status.textContent = '';
  };
  const wait = (time) => {
    clearTimeout(timer);
    timer = setTimeout(send, time);
  };

  async function send() {
    if (isSending) return wait(PAUSE);
    isSending = true;
    isDirty = false;
    say('saving');
    const answer = await fetch(form.dataset.autosave, {
      method: 'POST',
      headers: { accept: 'application/json' },
      body: new URLSearchParams(new FormData(form)),
    }).catch(() => null);
    const { revision } = answer?.ok ? await answer.json().catch(() => ({})) : {};
    if (revision !== undefined && form.elements.revision) form.elements.revision.value = revision;
    isSending = false;
    if (leaving) return leave();
    if (!answer?.ok) return failed(answer?.status ?? 0);
    if (isDirty) return wait(PAUSE);
    store((kept) => kept.removeItem(key));
    say('saved');
  }

  function leave() {
    const { by } = leaving;
    leaving = null;
    form.requestSubmit(by);
  }

  function failed(status) {
    isDirty = true;
    say('failed');
    // What the server refuses as it stands (out of date, not valid) is not sent again until the person writes on.
    if (status === 0 || status === 429 || status >= 500) wait(RETRY);
  }

  form.addEventListener('input', () => {
    isDirty = true;
    unsay();
    store((kept) => kept.setItem(key, JSON.stringify({ revision: revisionOf(form), texts: textsOf(form) })));
    wait(PAUSE);
  });
  form.addEventListener('submit', (event) => {
    clearTimeout(timer);
    if (isSending) {
      // What is on its way may bring a newer revision: it comes first.
      event.preventDefault();
      leaving = { by: event.submitter };
      return;
    }
    isDirty = false;
    store((kept) => kept.removeItem(key));
  });
  addEventListener('beforeunload', (event) => {
    if (isDirty || isSending) event.preventDefault();
  });
  if (restore(form, store((kept) => kept.getItem(key)))) {
    isDirty = true;
    wait(PAUSE);
  }
}

// Declared, not assigned: forms are watched before this line is reached.
function revisionOf(form) {
  return form.elements.revision?.value ?? null;
}
function textsOf(form) {
  return [...form.querySelectorAll('textarea, input[type="text"]')].map((field) => [field.name, field.value]);
}

/** What the browser keeps is a second pocket. Where it has no room, or is told to keep nothing, the server has it in a moment all the same. */
function store(work) {
  try {
    return work(localStorage);
  } catch {
    return null;
  }
}

/** Puts back what an earlier visit could not send, unless the draft has moved on since, on another device say. */
function restore(form, kept) {
  if (!kept) return false;
  const { revision, texts } = JSON.parse(kept);
  if (revision !== revisionOf(form)) return false;
  for (const [name, value] of texts) if (form.elements[name] && value) form.elements[name].value = value;
  return true;
}
