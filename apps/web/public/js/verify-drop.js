// A form [data-drop] with one file: what is dropped on it is chosen and sent. Without this script the file is chosen as ever.
for (const form of document.querySelectorAll('[data-drop]')) {
  const field = form.querySelector('input[type="file"]');
  const mark = (isOver) => form.classList.toggle('is-over', isOver);
  form.classList.add('is-ready');
  for (const name of ['dragenter', 'dragover']) {
    form.addEventListener(name, (event) => {
      event.preventDefault();
      mark(true);
    });
  }
  form.addEventListener('dragleave', (event) => {
    if (!form.contains(event.relatedTarget)) mark(false);
  });
  form.addEventListener('drop', (event) => {
    event.preventDefault();
    mark(false);
    if (event.dataTransfer.files.length === 0) return;
    field.files = event.dataTransfer.files;
    form.requestSubmit();
  });
}
