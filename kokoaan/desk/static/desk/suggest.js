/* Suggestions while one types: a combobox with a list (WAI-ARIA 1.2), for inputs with data-suggest="who" (or place, theme,
   or the name of a kind of record: desk/suggesting.py).
   Without it the field is a plain text field, and what was typed is resolved when it is saved. */

const script = document.querySelector("script[data-suggest-url]");
const MANY = new Set(["who", "theme"]); // several, with commas between
const WAIT = 120;
let lists = 0;

class Suggest {
  constructor(input) {
    this.input = input;
    this.kind = input.dataset.suggest;
    this.rows = [];
    this.chosen = -1;
    this.build();
    input.addEventListener("input", () => this.later());
    input.addEventListener("keydown", (event) => this.key(event));
    input.addEventListener("blur", () => this.close());
  }

  build() {
    const { input } = this;
    const box = document.createElement("div");
    box.className = "suggest";
    input.before(box);
    this.list = document.createElement("ul");
    this.list.className = "suggest-list";
    this.list.id = `suggest-${(lists += 1)}`;
    this.list.setAttribute("role", "listbox");
    this.list.setAttribute("aria-label", script.dataset.suggestLabel);
    this.list.hidden = true;
    this.said = document.createElement("div");
    this.said.className = "w-sr-only";
    this.said.setAttribute("role", "status");
    box.append(input, this.list, this.said);
    const attributes = { role: "combobox", autocomplete: "off", "aria-autocomplete": "list", "aria-expanded": "false" };
    Object.entries({ ...attributes, "aria-controls": this.list.id }).forEach(([name, value]) => input.setAttribute(name, value));
  }

  /* Where the name begins and ends that the cursor is in. */
  span() {
    const { value } = this.input;
    if (!MANY.has(this.kind)) return [0, value.length];
    const at = this.input.selectionStart ?? value.length;
    const begin = value.lastIndexOf(",", at - 1) + 1;
    const end = value.indexOf(",", at);
    return [begin, end < 0 ? value.length : end];
  }

  later() {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.ask(), WAIT);
  }

  async ask() {
    const [begin, end] = this.span();
    const typed = this.input.value.slice(begin, end).trim();
    this.asked = typed;
    // What is asked within one record is among few: its first letter says enough.
    const whole = this.input.form?.elements[this.input.dataset.suggestWithin]?.value ?? "";
    if (typed.length < (whole ? 1 : 2)) {
      this.close();
      return;
    }
    const address = `${script.dataset.suggestUrl}?${new URLSearchParams({ kind: this.kind, q: typed, ...(whole && { within: whole }) })}`;
    try {
      const answer = await fetch(address, { headers: { Accept: "application/json" } });
      if (!answer.ok) return;
      const { rows } = await answer.json();
      // A slow answer to what was typed before is no answer.
      if (this.asked === typed && document.activeElement === this.input) this.show(rows);
    } catch {
      this.close();
    }
  }

  show(rows) {
    this.rows = rows;
    this.list.replaceChildren(...rows.map((row, number) => this.option(row, number)));
    this.mark(-1);
    this.list.hidden = rows.length === 0;
    this.input.setAttribute("aria-expanded", String(rows.length > 0));
    this.said.textContent = script.dataset.suggestCount.replace("0", rows.length);
  }

  option(row, number) {
    const item = document.createElement("li");
    item.className = "suggest-option";
    item.id = `${this.list.id}-${number}`;
    item.setAttribute("role", "option");
    const what = document.createElement("span");
    what.textContent = `· ${row.what}`;
    item.append(Object.assign(document.createElement("strong"), { textContent: row.label }), what);
    // Before the field loses the focus.
    item.addEventListener("mousedown", (event) => {
      event.preventDefault();
      this.take(number);
    });
    return item;
  }

  mark(number) {
    this.chosen = number;
    [...this.list.children].forEach((item, at) => item.setAttribute("aria-selected", String(at === number)));
    const item = this.list.children[number];
    if (item) {
      item.scrollIntoView({ block: "nearest" });
      this.input.setAttribute("aria-activedescendant", item.id);
    } else {
      this.input.removeAttribute("aria-activedescendant");
    }
  }

  key(event) {
    if (this.list.hidden) {
      if (event.key === "ArrowDown") this.ask();
      return;
    }
    const last = this.rows.length - 1;
    if (event.key === "ArrowDown") this.mark(this.chosen >= last ? 0 : this.chosen + 1);
    else if (event.key === "ArrowUp") this.mark(this.chosen <= 0 ? last : this.chosen - 1);
    else if (event.key === "Enter" && this.chosen >= 0) this.take(this.chosen);
    else if (event.key === "Escape") this.close();
    else return;
    event.preventDefault();
    event.stopPropagation();
  }

  take(number) {
    const row = this.rows[number];
    const { value } = this.input;
    const [begin, end] = this.span();
    const before = begin ? `${value.slice(0, begin)} ` : "";
    const more = MANY.has(this.kind) && end === value.length ? ", " : "";
    const after = before + row.value + more;
    this.input.value = after + value.slice(end);
    this.input.setSelectionRange(after.length, after.length);
    if (this.kind === "who" && row.key) this.remember(row.key);
    this.close();
    // Others on the page hear of it as if it had been typed: a list's filters, and likes of a new record.
    this.input.dispatchEvent(new Event("change", { bubbles: true }));
  }

  /* Which of several of one name was meant goes along with the form. */
  remember(key) {
    const hidden = Object.assign(document.createElement("input"), { type: "hidden", name: "picked", value: key });
    this.input.form?.append(hidden);
  }

  close() {
    clearTimeout(this.timer);
    this.asked = null;
    this.rows = [];
    this.list.hidden = true;
    this.list.replaceChildren();
    this.mark(-1);
    this.said.textContent = "";
    this.input.setAttribute("aria-expanded", "false");
  }
}

document.querySelectorAll("input[data-suggest]").forEach((input) => new Suggest(input));
