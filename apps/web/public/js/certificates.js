// Certificates as they would look, while one types: each works by a button, too.
const PAUSE = 900;

// <form data-live-preview="/address">: sends the form and shows what the answer has in #preview.
for (const form of document.querySelectorAll('form[data-live-preview]')) {
  const preview = document.getElementById('preview');
  let timer = 0;
  let isSending = false;
  const send = async () => {
    if (isSending) return wait();
    isSending = true;
    preview.setAttribute('aria-busy', 'true');
    const answer = await fetch(form.dataset.livePreview, { method: 'POST', body: new URLSearchParams(new FormData(form)) }).catch(() => null);
    // What does not fit yet is said when the form is sent.
    if (answer?.ok) {
      const page = new DOMParser().parseFromString(await answer.text(), 'text/html');
      preview.replaceChildren(...page.getElementById('preview').childNodes);
    }
    preview.removeAttribute('aria-busy');
    isSending = false;
  };
  const wait = () => {
    clearTimeout(timer);
    timer = setTimeout(send, PAUSE);
  };
  form.addEventListener('input', wait);
}

// <img data-name-preview="/address"> in the page of the field for a name.
for (const image of document.querySelectorAll('img[data-name-preview]')) {
  const field = document.querySelector('input[name="newName"], input[name="certificateName"]');
  let timer = 0;
  field?.addEventListener('input', () => {
    clearTimeout(timer);
    timer = setTimeout(() => {
      if (field.value.trim()) image.src = `${image.dataset.namePreview}?name=${encodeURIComponent(field.value.slice(0, 120))}`;
    }, PAUSE);
  });
}
