// Wagtail's boxes for formatted text have no name for a screen reader: each takes that of its panel.
const name = () => {
  for (const box of document.querySelectorAll(".public-DraftEditor-content:not([aria-labelledby])")) {
    const panel = box.closest("section[aria-labelledby]");
    if (panel) box.setAttribute("aria-labelledby", panel.getAttribute("aria-labelledby"));
  }
};
new MutationObserver(name).observe(document.body, { childList: true, subtree: true });
name();
