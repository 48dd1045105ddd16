/* The key n leads to the page that adds something, from any page of the office. Without this it is a menu item.
   Who turned keys off in the account (Wagtail's own setting, office/keys.py) has none. */

const script = document.querySelector("script[data-add-url]");
const { KEYBOARD_SHORTCUTS_ENABLED: wantsKeys } = JSON.parse(document.querySelector("#wagtail-config").textContent);

function isTyping(target) {
  return target.isContentEditable || target.closest("input:not([type=checkbox]), textarea, select, [contenteditable]") !== null;
}

document.addEventListener("keydown", (event) => {
  if (!wantsKeys) return;
  if (event.defaultPrevented || event.key !== "n" || event.ctrlKey || event.metaKey || event.altKey) return;
  if (isTyping(event.target)) return;
  event.preventDefault();
  const here = window.location.pathname + window.location.search;
  window.location.assign(`${script.dataset.addUrl}?${new URLSearchParams({ back: here })}`);
});
