// Menus made of <details data-menu>: one open at a time; Escape and a click elsewhere close it.
const menus = () => document.querySelectorAll('details[data-menu][open]');

document.addEventListener('click', (event) => {
  for (const menu of menus()) if (!menu.contains(event.target)) menu.open = false;
});

document.addEventListener('keydown', (event) => {
  if (event.key !== 'Escape') return;
  for (const menu of menus()) {
    menu.open = false;
    menu.querySelector('summary')?.focus();
  }
});
