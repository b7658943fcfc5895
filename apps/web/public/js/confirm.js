// <details data-confirm> opens in place; here its panel becomes a dialog, with the focus kept inside.
let count = 0;

function dialogFrom(details) {
  const panel = details.querySelector('.confirm__panel');
  const heading = panel.querySelector('h2');
  const dialog = document.createElement('dialog');
  dialog.className = 'dialog';
  heading.id ||= `confirm-${(count += 1)}`;
  dialog.setAttribute('aria-labelledby', heading.id);

  const cancel = document.createElement('button');
  cancel.type = 'button';
  cancel.className = 'button button--secondary';
  cancel.textContent = details.dataset.close;
  cancel.autofocus = true; // the harmless answer is the one under the finger
  cancel.addEventListener('click', () => dialog.close());
  (panel.querySelector('.form__actions') ?? panel).append(cancel);

  dialog.append(panel);
  dialog.addEventListener('click', (event) => {
    if (event.target === dialog) dialog.close();
  });
  document.body.append(dialog);
  return dialog;
}

const dialogs = new WeakMap();
document.addEventListener('click', (event) => {
  const summary = event.target.closest?.('details[data-confirm] > summary');
  if (!summary) return;
  event.preventDefault();
  const details = summary.parentElement;
  if (!dialogs.has(details)) dialogs.set(details, dialogFrom(details));
  dialogs.get(details).showModal();
});
