/* While a practice is written: which criteria its changes touch, and how long the promise is. Without this, saving checks. */
const LONGEST = 30;
const side = document.querySelector(".guided-side");
const form = document.getElementById("w-editor-form");

const words = (box) => box.value.trim().split(/\s+/).filter(Boolean).length;

const count = (box) => {
  let said = box.parentElement.querySelector(".guided-words");
  if (!said) {
    said = document.createElement("span");
    said.className = "guided-words";
    box.insertAdjacentElement("afterend", said);
  }
  said.textContent = `${words(box)} / ${LONGEST}`;
  said.classList.toggle("guided-words--many", words(box) > LONGEST);
};

const touch = (name) => {
  for (const item of side.querySelectorAll("[data-reads]")) {
    if (!item.dataset.reads.split(" ").includes(name)) continue;
    item.classList.add("checklist-changed");
    item.querySelector(".checklist-state").textContent = side.dataset.changed;
  }
};

if (side && form) {
  const promise = [...form.querySelectorAll("#field-promise input, #field-promise textarea")];
  for (const box of promise) if (box.value) count(box);
  form.addEventListener("input", (event) => {
    const field = event.target.closest('[id^="field-"]');
    if (!field) return;
    touch(field.id.slice("field-".length));
    if (promise.includes(event.target)) count(event.target);
  });
}
