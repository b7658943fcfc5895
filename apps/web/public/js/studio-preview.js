// "Preview" shows the text of the form in the page, without leaving it.
document.addEventListener('click', async (event) => {
  const button = event.target.closest?.('button[formaction$="/preview#preview"]');
  const preview = document.getElementById('preview');
  if (!button || !preview) return;
  event.preventDefault();
  const answer = await fetch(button.formAction, { method: 'POST', body: new URLSearchParams(new FormData(button.form)) }).catch(() => null);
  // What cannot be fetched is asked for as without scripts.
  if (!answer?.ok) return button.form.requestSubmit(button);
  const page = new DOMParser().parseFromString(await answer.text(), 'text/html');
  preview.replaceChildren(...page.getElementById('preview').childNodes);
  preview.focus();
});
