// Buttons [data-print] open the browser's own printing, which makes a PDF too. Without this script they are not shown.
for (const button of document.querySelectorAll('[data-print]')) {
  button.classList.add('is-ready');
  button.addEventListener('click', () => window.print());
}
