/* While a new record is typed: those that may be the same. Without JavaScript the first save shows them and asks. */
const WAIT = 250;

class Likely {
  constructor(box) {
    this.box = box;
    const form = box.closest("form") || document.getElementById("w-editor-form");
    this.inputs = box.dataset.fields.split(" ").map((name) => form.querySelector(`[name="${name}"]`)).filter(Boolean);
    for (const input of this.inputs) input.addEventListener("input", () => this.later());
    // What is chosen among suggestions is written by a script.
    for (const input of this.inputs) input.addEventListener("change", () => this.later());
    this.later();
  }

  later() {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.ask(), WAIT);
  }

  async ask() {
    const url = new URL(this.box.dataset.likely, window.location.origin);
    for (const input of this.inputs) if (input.value.trim()) url.searchParams.set(input.name, input.value.trim());
    const asked = url.toString();
    if (asked === this.asked) return;
    this.asked = asked;
    try {
      const response = await fetch(url, { headers: { "X-Requested-With": "fetch" } });
      // An answer to what has been typed over since is not shown.
      if (response.ok && this.asked === asked) this.box.innerHTML = await response.text();
    } catch {
      // Nothing is lost: the first save asks.
    }
  }
}

for (const box of document.querySelectorAll("[data-likely]")) new Likely(box);
