// Mends what the theme leaves without a name or out of reach of a keyboard.

const names = {
  ".md-search[role=dialog]": "Search",
  ".md-path": "Path to this page",
  ".md-banner": "Message about this preview",
};
const switches = {
  "label.md-header__button[for=__drawer]": "Menu",
  "label.md-header__button[for=__search]": "Search",
};

function press(event) {
  if (event.key === "Enter" || event.key === " ") {
    event.preventDefault();
    event.currentTarget.click();
  }
}

/** Makes a label that the theme uses as a button one. */
function asButton(label, name) {
  if (label.role === "button") return;
  label.role = "button";
  label.tabIndex = 0;
  label.ariaLabel = name;
  label.addEventListener("keydown", press);
}

export function nameThings() {
  for (const [selector, name] of Object.entries(names)) {
    for (const element of document.querySelectorAll(selector)) element.ariaLabel = name;
  }
  for (const [selector, name] of Object.entries(switches)) {
    for (const label of document.querySelectorAll(selector)) asButton(label, name);
  }
  // What the theme says in passing (“copied”) is read out.
  for (const dialog of document.querySelectorAll(".md-dialog")) dialog.role = "status";
  // A wide table or picture that scrolls sideways can be scrolled with the arrow keys.
  for (const box of document.querySelectorAll(".tp-scroll, .tp-table")) {
    if (box.scrollWidth > box.clientWidth && !box.hasAttribute("tabindex")) {
      box.tabIndex = 0;
      box.role = "region";
      box.ariaLabel ??= box.querySelector("caption")?.textContent ?? "Table, scrolls sideways";
    }
  }
}
