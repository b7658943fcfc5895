// Drags lines of the outline before others of their kind. The buttons of an item do the same a step at a time.
const outline = document.getElementById('outline');
const mayWrite = outline?.hasAttribute('data-drags');
const kindOf = (line) => line.dataset.place.split('/')[0];
let dragged = null;

for (const line of mayWrite ? outline.querySelectorAll('[data-place]') : []) {
  line.draggable = true;
  line.addEventListener('dragstart', (event) => {
    dragged = line;
    event.dataTransfer.effectAllowed = 'move';
    event.dataTransfer.setData('text/plain', line.textContent.trim());
  });
  line.addEventListener('dragend', () => (dragged = null));
  line.addEventListener('dragover', (event) => {
    if (dragged && dragged !== line && kindOf(dragged) === kindOf(line)) event.preventDefault();
  });
  line.addEventListener('drop', (event) => {
    if (!dragged) return;
    event.preventDefault();
    place(dragged.dataset.place, line.dataset.place.split('/')[1]);
  });
}

function place(what, before) {
  const form = document.createElement('form');
  form.method = 'post';
  form.action = `${outline.dataset.drags}/${what}/place`;
  const field = document.createElement('input');
  field.type = 'hidden';
  field.name = 'before';
  field.value = before;
  form.append(field);
  document.body.append(form);
  form.submit();
}
