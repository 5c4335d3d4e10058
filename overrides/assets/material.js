// All that the scripts know of Material: what it leaves without a name or out of reach of a keyboard, its header,
// its box for the search. It is published beside the other scripts.

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

/** Gives the theme's previews the name of what they show, and lets Esc put them away. */
function namePreviews() {
  new MutationObserver((changes) => {
    for (const preview of changes.flatMap((change) => [...change.addedNodes])) {
      if (!preview.classList?.contains("md-tooltip2")) continue;
      preview.hidden = false;
      preview.ariaLabel = preview.querySelector("h3")?.firstChild.textContent ?? "Preview";
    }
  }).observe(document.body, { childList: true, subtree: true });
  document.addEventListener("keydown", ({ key }) => {
    if (key !== "Escape") return;
    for (const preview of document.querySelectorAll(".md-tooltip2")) preview.hidden = true;
  });
}

let listening = false;

export function nameThings() {
  for (const [selector, name] of Object.entries(names)) {
    for (const element of document.querySelectorAll(selector)) element.ariaLabel = name;
  }
  for (const [selector, name] of Object.entries(switches)) {
    for (const label of document.querySelectorAll(selector)) putButton(label, name);
  }
  // The theme stumbles over plain links in pictures while it swaps pages; once they are here, all tools know them.
  for (const link of document.querySelectorAll("svg a:not([href])")) {
    link.setAttribute("href", link.getAttribute("xlink:href"));
  }
  // What the theme says in passing (“copied”) is read out.
  for (const dialog of document.querySelectorAll(".md-dialog")) dialog.role = "status";
  document.querySelectorAll(".tp-scroll, .tp-table, .pic-scroll").forEach(letScroll);
  if (listening) return;
  listening = true;
  document.addEventListener("keydown", closeDrawer);
  namePreviews();
}

/** Runs `task` for each page: the theme swaps them without loading them anew, and says so. */
export function atEachPage(task) {
  if (globalThis.document$) globalThis.document$.subscribe(task);
  else task();
}

/** Lets the theme preview no page that is linked to: from a disk a browser fetches nothing. */
export function previewNothing() {
  for (const link of document.querySelectorAll("[data-preview]")) link.removeAttribute("data-preview");
}

/** Returns where the header ends, which stays at the top of the window. */
export const headerEnd = () => document.querySelector(".md-header").getBoundingClientRect().bottom;

/** Returns the box of the search in the header with its field and the place of what is found; undefined without one. */
export function findSearchBox() {
  const box = document.querySelector(".md-search");
  const input = box?.querySelector(".md-search__input");
  const result = box?.querySelector(".md-search-result");
  return result ? { box, input, result } : undefined;
}

const searchToggle = () => document.querySelector("#__search");

export function closeSearchBox() {
  if (searchToggle()?.checked) searchToggle().click();
}

/** Leads to a place of this page once it scrolls again: on a telephone the theme holds it still behind the box. */
export function leadWhenFree(place) {
  const held = () => document.body.hasAttribute("data-md-scrolllock");
  if (!held()) return;
  const watch = new MutationObserver(() => {
    if (held()) return;
    watch.disconnect();
    document.getElementById(place)?.scrollIntoView();
  });
  watch.observe(document.body, { attributeFilter: ["data-md-scrolllock"] });
}

/** Takes the box away from the theme's search, which can do nothing from a disk but hide it; it still opens and closes. */
export function openWithoutTheme({ box, input }) {
  box.removeAttribute("data-md-component");
  input.form.removeAttribute("name");
  input.addEventListener("focus", () => searchToggle().checked || searchToggle().click());
  box.addEventListener("focusout", ({ relatedTarget: next }) => {
    if (next && !box.contains(next)) closeSearchBox();
  });
  box.addEventListener("keydown", ({ key }) => {
    if (key !== "Escape") return;
    input.blur();
    closeSearchBox();
  });
}
