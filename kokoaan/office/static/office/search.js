/* "/" and Ctrl+K (Cmd+K) lead to the search of everything from any page of the office. Without this it is a link.
   Who turned keys off in the account (Wagtail's own setting, office/keys.py) has none, and is told of none. */

const script = document.querySelector("script[data-search-url]");
const { KEYBOARD_SHORTCUTS_ENABLED: wantsKeys } = JSON.parse(document.querySelector("#wagtail-config").textContent);
const BOXES = "[data-search-anything], #menu-search-q";

function isTyping(target) {
  return target.isContentEditable || target.closest("input, textarea, select, [contenteditable]") !== null;
}

function isAsked(event) {
  if (!wantsKeys || event.defaultPrevented || event.altKey) return false;
  if (event.key === "/") return !event.ctrlKey && !event.metaKey && !isTyping(event.target);
  const editing = event.target.isContentEditable || event.target.closest("textarea, [contenteditable]");
  return event.key.toLowerCase() === "k" && (event.ctrlKey || event.metaKey) && !editing;
}

function visibleBox() {
  return [...document.querySelectorAll(BOXES)].find((box) => box.checkVisibility({ visibilityProperty: true }) && box.offsetWidth > 40);
}

document.addEventListener("keydown", (event) => {
  if (!isAsked(event)) return;
  event.preventDefault();
  const box = visibleBox();
  if (!box) {
    window.location.assign(script.dataset.searchUrl);
    return;
  }
  box.focus();
  box.select();
});

/* Wagtail draws its sidebar later: the box there says its keys when it appears. */
function say() {
  document.querySelectorAll(BOXES).forEach((box) => {
    box.title = script.dataset.searchTitle;
    box.setAttribute("aria-keyshortcuts", "/ Control+K Meta+K");
  });
  return document.querySelector("#menu-search-q") !== null;
}

if (wantsKeys && !say()) {
  const watcher = new MutationObserver(() => say() && watcher.disconnect());
  watcher.observe(document.querySelector("#wagtail-sidebar") ?? document.body, { childList: true, subtree: true });
}
