/* A button that copies what stands beside it. Without JavaScript the text is there to be selected. */
const copy = async (button) => {
  await navigator.clipboard.writeText(button.dataset.copies);
  const said = button.textContent;
  button.textContent = button.dataset.copied;
  setTimeout(() => { button.textContent = said; }, 2000);
};

if (navigator.clipboard) {
  for (const button of document.querySelectorAll("[data-copies]")) {
    button.hidden = false;
    button.setAttribute("aria-live", "polite");
    button.addEventListener("click", () => copy(button));
  }
}
