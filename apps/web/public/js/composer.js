// <form data-composer>: formatting by buttons and keys, preview, files and quotations without leaving the page. All of it works
// without this script too; what cannot be had from the server is left to the form itself.
const MARKS = {
  bold: (words) => [`**${words}**`, 2],
  link: (words) => [`[${words}](https://)`, 1],
  list: (words) => [lines(words, '- '), 2],
  quote: (words) => [lines(words, '> '), 2],
};
const KEYS = { b: 'bold', k: 'link' };
const LONGEST_QUOTE = 1000;

for (const form of document.querySelectorAll('form[data-composer]')) help(form);

function help(form) {
  const text = form.elements.markdown;
  const tools = form.querySelector('[data-tools]');
  let isSent = false;

  tools.hidden = false;
  rove(tools);
  tools.addEventListener('click', (event) => {
    const mark = event.target.closest('[data-mark]')?.dataset.mark;
    if (mark === 'picture') form.elements.file?.click();
    else if (mark) apply(text, mark);
  });
  text.addEventListener('keydown', (event) => {
    const mark = (event.ctrlKey || event.metaKey) && !event.shiftKey && !event.altKey ? KEYS[event.key.toLowerCase()] : undefined;
    if (!mark) return;
    event.preventDefault();
    apply(text, mark);
  });

  form.addEventListener('click', async (event) => {
    const button = event.target.closest('button[name="next"]');
    if (button?.value !== 'preview' && button?.value !== 'attach') return;
    event.preventDefault();
    await swap(form, button.value, button.value === 'preview' ? 'composer-preview' : 'composer-files');
  });
  form.addEventListener('change', async (event) => {
    if (event.target.name === 'language') text.lang = event.target.value;
    if (event.target.name === 'file' && event.target.files.length > 0) await swap(form, 'attach', 'composer-files');
  });
  // Pressed twice is meant once.
  form.addEventListener('submit', (event) => {
    if (event.defaultPrevented) return;
    if (isSent) event.preventDefault();
    isSent = true;
  });
  addEventListener('pageshow', () => (isSent = false));

  document.addEventListener('click', (event) => {
    const reply = event.target.closest('a[data-reply]');
    const quote = event.target.closest('a[data-quote]');
    if ((!reply && !quote) || event.ctrlKey || event.metaKey) return;
    event.preventDefault();
    const post = event.target.closest('.post');
    const { reply: id, name } = post.querySelector('a[data-reply]').dataset;
    if (quote) insert(text, quotation(post, quote.dataset.quote), text.selectionStart);
    answer(form, post.dataset.number === '1' ? '' : id, name);
    text.focus();
  });
  form.querySelector('[data-answering-none]').addEventListener('click', (event) => {
    event.preventDefault();
    answer(form, '', '');
    text.focus();
  });
}

/** Whom it answers: the form says so, and sends it. */
function answer(form, id, name) {
  form.elements.replyTo.value = id;
  const line = form.querySelector('[data-answering]');
  line.hidden = id === '';
  line.querySelector('[data-answering-name]').textContent = name;
}

/** What is marked in the post, else all of it, as a quotation in Markdown. */
function quotation(post, said) {
  const prose = post.querySelector('.prose');
  const selection = getSelection();
  const marked = selection.rangeCount > 0 && prose.contains(selection.getRangeAt(0).commonAncestorContainer) ? selection.toString().trim() : '';
  const words = marked || prose.innerText.trim().slice(0, LONGEST_QUOTE);
  return `${lines(`${said}\n\n${words}`, '> ')}\n\n`;
}

function lines(words, before) {
  return words.split('\n').map((line) => `${before}${line}`.trimEnd()).join('\n') + (words === '' ? ' ' : '');
}

/** Puts marks round what is selected, or at the place of the cursor; lists and quotations take whole lines. */
function apply(text, mark) {
  const takesLines = mark === 'list' || mark === 'quote';
  const start = takesLines ? text.value.lastIndexOf('\n', text.selectionStart - 1) + 1 : text.selectionStart;
  const words = text.value.slice(start, text.selectionEnd);
  const [marked, inside] = MARKS[mark](words);
  text.focus();
  text.setSelectionRange(start, text.selectionEnd);
  insert(text, marked, start);
  const at = words === '' ? start + inside : start + marked.length;
  text.setSelectionRange(mark === 'link' && words !== '' ? at - 1 : at, mark === 'link' && words !== '' ? at - 1 : at);
}

/** As if it had been typed, so that it can be undone. */
function insert(text, words, start) {
  text.focus();
  if (document.execCommand('insertText', false, words)) return;
  text.setRangeText(words, start, text.selectionEnd, 'end');
  text.dispatchEvent(new Event('input', { bubbles: true }));
}

/** Sends the form as the button would, and takes over this part of the page that comes back. */
async function swap(form, next, id) {
  const place = document.getElementById(id);
  place.setAttribute('aria-busy', 'true');
  const body = new FormData(form);
  body.set('next', next);
  const answer = await fetch(form.action, { method: 'POST', body, headers: { accept: 'text/html' } }).catch(() => null);
  const page = answer && new DOMParser().parseFromString(await answer.text(), 'text/html');
  const shown = page?.getElementById(id);
  place.removeAttribute('aria-busy');
  if (!shown) return form.requestSubmit(form.querySelector(`button[name="next"][value="${next}"]`));
  place.replaceChildren(...shown.childNodes);
  place.querySelector('[aria-invalid], input[type="text"]')?.focus();
}

/** One stop for the tab key; arrows lead from button to button. */
function rove(tools) {
  const buttons = [...tools.querySelectorAll('button')];
  const stop = (at) => buttons.forEach((button, index) => (button.tabIndex = index === at ? 0 : -1));
  stop(0);
  tools.addEventListener('keydown', (event) => {
    const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    if (!step) return;
    event.preventDefault();
    const at = (buttons.indexOf(document.activeElement) + step + buttons.length) % buttons.length;
    stop(at);
    buttons[at].focus();
  });
}
