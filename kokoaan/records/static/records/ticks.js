/* Ticks in a list: Shift and a click take all rows between. Without this, each box is ticked alone. */

let last = null;

document.addEventListener("click", (event) => {
  const box = event.target.closest?.(".record-tick input");
  if (!box) return;
  const boxes = [...document.querySelectorAll(".record-tick input")];
  const [from, to] = [boxes.indexOf(last), boxes.indexOf(box)];
  if (event.shiftKey && from >= 0) {
    boxes.slice(Math.min(from, to), Math.max(from, to) + 1).forEach((one) => {
      one.checked = box.checked;
    });
  }
  last = box;
});
