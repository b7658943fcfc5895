// <form data-badge-form> with <img data-badge-preview>: the picture follows what is chosen. Without this, a button shows it.
const FIELDS = ['name', 'shape', 'colour', 'icon', 'text'];
const PAUSE = 250;

for (const form of document.querySelectorAll('[data-badge-form]')) {
  const picture = form.querySelector('[data-badge-preview]');
  let waiting = 0;
  form.addEventListener('input', ({ target }) => {
    if (!FIELDS.includes(target.name)) return;
    clearTimeout(waiting);
    waiting = setTimeout(() => {
      const given = new FormData(form);
      const query = new URLSearchParams(FIELDS.map((name) => [name, String(given.get(name) ?? '').trim()]).filter(([, value]) => value !== ''));
      picture.src = `/badges/preview.svg?${query}`;
    }, PAUSE);
  });
}
