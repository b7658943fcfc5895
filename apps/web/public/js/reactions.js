// <form data-reactions>: reactions are given and taken back in place; without an answer the form goes by itself. Posts that come later are covered too.
document.addEventListener('submit', async (event) => {
  const form = event.target.closest?.('form[data-reactions]');
  const button = event.submitter;
  if (!form || !button) return;
  event.preventDefault();
  if (button.getAttribute('aria-busy') === 'true') return;
  const given = button.value === 'true';
  button.setAttribute('aria-busy', 'true');
  const answer = await fetch(button.formAction, { method: 'POST', body: new URLSearchParams({ given: button.value }), redirect: 'manual' }).catch(() => null);
  button.removeAttribute('aria-busy');
  // Only a redirection says that it is done: why something was refused is said by the page that the form leads to.
  if (answer?.type !== 'opaqueredirect') return sendPlainly(form, button);

  const count = button.querySelector('[data-count]');
  const now = Math.max(0, Number(count.dataset.count) + (given ? 1 : -1));
  count.dataset.count = now;
  count.textContent = now === 0 ? '' : now.toLocaleString(document.documentElement.lang);
  button.setAttribute('aria-pressed', String(given));
  button.value = given ? 'false' : 'true';
});

function sendPlainly(form, button) {
  const given = document.createElement('input');
  Object.assign(given, { type: 'hidden', name: 'given', value: button.value });
  form.append(given);
  form.action = button.formAction;
  form.submit();
}
