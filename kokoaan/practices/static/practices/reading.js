// Who changes the words of a suggestion means to take it.
for (const box of document.querySelectorAll(".reading-box")) {
  box.addEventListener("input", (event) => {
    if (event.target.name !== "take") box.querySelector("[name=take]").checked = true;
  });
}
