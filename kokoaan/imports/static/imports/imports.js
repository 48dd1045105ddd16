// A file that is too large is refused before it is sent; progress is shown while a batch is worked on.
const form = document.querySelector("form[data-most]");
form?.addEventListener("submit", (event) => {
  const file = form.querySelector("input[type=file]").files[0];
  if (!file || file.size <= Number(form.dataset.most)) return;
  event.preventDefault();
  const problem = document.querySelector(".imports-problem");
  problem.textContent = form.dataset.tooLarge;
  problem.hidden = false;
});

const shown = document.querySelector("[data-progress]");
if (shown) {
  const bar = shown.querySelector("progress");
  const ask = async () => {
    const answer = await fetch(shown.dataset.progress).catch(() => null);
    const said = answer?.ok ? await answer.json() : { waiting: true, of: 0 };
    if (!said.waiting) return window.location.reload();
    if (said.of) Object.assign(bar, { max: said.of, value: said.done });
    setTimeout(ask, 700);
  };
  setTimeout(ask, 700);
}
