// <form data-people="/address">: names of participants are offered while an @ and the beginning of a name are typed. The list is only
// an offer: who types on is never held up. Arrow keys and Enter choose, Escape closes.
const PAUSE = 150;
/** An @ that begins a word, and up to three words after it, up to the cursor. */
const TYPED = /(?:^|[\s(>*_"'])@(\p{L}[\p{L}\p{M}'’.-]*(?: [\p{L}\p{M}'’.-]+){0,2})$/u;

for (const form of document.querySelectorAll('form[data-people]')) offer(form);

function offer(form) {
  const text = form.elements.markdown;
  const list = document.createElement('ul');
  list.id = 'mentions';
  list.className = 'mentions';
  list.setAttribute('role', 'listbox');
  list.setAttribute('aria-label', form.querySelector('[data-mentions-found]').dataset.mentionsFound);
  list.hidden = true;
  text.parentElement.append(list);
  text.setAttribute('aria-autocomplete', 'list');
  text.setAttribute('aria-haspopup', 'listbox');
  text.setAttribute('aria-controls', list.id);
  let timer = 0;
  let asking = null;
  let active = 0;

  const typed = () => (text.selectionStart === text.selectionEnd ? TYPED.exec(text.value.slice(Math.max(0, text.selectionEnd - 80), text.selectionEnd))?.[1] : undefined);

  function close() {
    clearTimeout(timer);
    asking?.abort();
    list.hidden = true;
    text.removeAttribute('aria-activedescendant');
  }

  function show(at) {
    active = (at + list.children.length) % list.children.length;
    [...list.children].forEach((option, index) => option.setAttribute('aria-selected', String(index === active)));
    text.setAttribute('aria-activedescendant', list.children[active].id);
    list.children[active].scrollIntoView({ block: 'nearest' });
  }

  async function ask(name) {
    asking?.abort();
    asking = new AbortController();
    const answer = await fetch(`${form.dataset.people}?q=${encodeURIComponent(name)}`, { headers: { accept: 'application/json' }, signal: asking.signal }).catch(() => null);
    const { items } = answer?.ok ? await answer.json() : { items: [] };
    // What was typed meanwhile asks for itself.
    if (typed() !== name) return;
    if (items.length === 0) return close();
    const wasHidden = list.hidden;
    list.replaceChildren(...items.map(optionOf));
    list.hidden = false;
    show(0);
    if (wasHidden) document.dispatchEvent(new CustomEvent('announce', { detail: list.getAttribute('aria-label') }));
  }

  function choose(option) {
    const name = typed();
    const { id, name: chosen, only } = option.dataset;
    close();
    if (name === undefined) return;
    text.focus();
    text.setSelectionRange(text.selectionEnd - name.length - 1, text.selectionEnd);
    // A name that two people share says by itself which of them is meant.
    const words = only === 'true' ? `@${chosen} ` : `@[${chosen.replaceAll(/[[\]]/g, '')}](person:${id}) `;
    if (document.execCommand('insertText', false, words)) return;
    text.setRangeText(words, text.selectionStart, text.selectionEnd, 'end');
    text.dispatchEvent(new Event('input', { bubbles: true }));
  }

  text.addEventListener('input', () => {
    clearTimeout(timer);
    const name = typed();
    if (name === undefined) return close();
    timer = setTimeout(() => ask(name), PAUSE);
  });
  text.addEventListener('keydown', (event) => {
    if (list.hidden || event.isComposing) return;
    if (event.key === 'ArrowDown') show(active + 1);
    else if (event.key === 'ArrowUp') show(active - 1);
    else if (event.key === 'Enter') choose(list.children[active]);
    else if (event.key === 'Escape') close();
    else return;
    event.preventDefault();
  });
  text.addEventListener('blur', close);
  // Before the text loses the focus.
  list.addEventListener('mousedown', (event) => {
    event.preventDefault();
    const option = event.target.closest('[role="option"]');
    if (option) choose(option);
  });
}

function optionOf({ id, name, isOnly }) {
  const option = document.createElement('li');
  option.id = `mention-${id}`;
  option.setAttribute('role', 'option');
  option.dataset.id = id;
  option.dataset.name = name;
  option.dataset.only = isOnly;
  option.textContent = name;
  return option;
}
