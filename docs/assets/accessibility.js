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
const goesTo = { __drawer: ".md-nav--primary .md-nav__link:is([href], [tabindex])", __search: ".md-search__input" };

/** Moves the focus to the first of these that can be seen. */
function focusFirst(selector) {
  [...document.querySelectorAll(selector)].find((stop) => stop.checkVisibility({ visibilityProperty: true }))?.focus();
}

/** Puts a button into a label that the theme uses as one: a label has no place in the order of the Tab key. */
function putButton(label, name) {
  if (label.querySelector("button")) return;
  const toggle = document.getElementById(label.htmlFor);
  const button = document.createElement("button");
  button.type = "button";
  button.className = "tp-switch";
  button.ariaLabel = name;
  button.ariaExpanded = String(toggle.checked);
  button.append(...label.childNodes);
  label.append(button);
  toggle.addEventListener("change", () => (button.ariaExpanded = String(toggle.checked)));
  button.addEventListener("click", () => {
    toggle.click();
    if (toggle.checked) focusFirst(goesTo[toggle.id]);
  });
}

/** Returns the words of the last heading before `element`. */
function headingOf(element) {
  const before = [...document.querySelectorAll(".md-content :is(h1, h2, h3)")].filter(
    (heading) => heading.compareDocumentPosition(element) & Node.DOCUMENT_POSITION_FOLLOWING,
  );
  return before.at(-1)?.firstChild.textContent.trim() ?? "Table";
}

/** Lets what scrolls sideways be scrolled with the arrow keys. */
function letScroll(box) {
  if (box.scrollWidth <= box.clientWidth || box.hasAttribute("tabindex")) return;
  box.tabIndex = 0;
  box.role = "region";
  box.ariaLabel ??= `${headingOf(box)}: scrolls sideways`;
}

function closeDrawer(event) {
  const drawer = document.getElementById("__drawer");
  if (event.key !== "Escape" || !drawer?.checked) return;
  drawer.click();
  document.querySelector(".md-header [for=__drawer] button")?.focus();
}

let listening = false;

export function nameThings() {
  for (const [selector, name] of Object.entries(names)) {
    for (const element of document.querySelectorAll(selector)) element.ariaLabel = name;
  }
  for (const [selector, name] of Object.entries(switches)) {
    for (const label of document.querySelectorAll(selector)) putButton(label, name);
  }
  // What the theme says in passing (“copied”) is read out.
  for (const dialog of document.querySelectorAll(".md-dialog")) dialog.role = "status";
  document.querySelectorAll(".tp-scroll, .tp-table, .pic-scroll").forEach(letScroll);
  if (!listening) document.addEventListener("keydown", closeDrawer);
  listening = true;
}
