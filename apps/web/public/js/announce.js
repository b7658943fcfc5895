// One hidden live region for the whole page: other scripts send the event `announce` with the words as detail.
const region = document.getElementById('status');

document.addEventListener('announce', (event) => {
  const line = document.createElement('p');
  line.textContent = event.detail;
  region?.append(line);
  setTimeout(() => line.remove(), 4000);
});

// A message that was in the page when it loaded is not read aloud by itself.
const message = document.querySelector('[data-announce]');
if (message) setTimeout(() => document.dispatchEvent(new CustomEvent('announce', { detail: message.textContent.trim() })), 300);

document.querySelector('[data-takes-focus]')?.focus();
