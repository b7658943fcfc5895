// Buttons [data-copy="id of a field"]: shown only where the browser can copy.
if (navigator.clipboard) {
  for (const button of document.querySelectorAll('[data-copy]')) {
    button.classList.add('is-ready');
    const words = button.querySelector('span');
    const before = words.textContent;
    button.addEventListener('click', async () => {
      await navigator.clipboard.writeText(document.getElementById(button.dataset.copy).value);
      words.textContent = button.dataset.copied;
      document.dispatchEvent(new CustomEvent('announce', { detail: button.dataset.copied }));
      setTimeout(() => (words.textContent = before), 2500);
    });
  }
}
