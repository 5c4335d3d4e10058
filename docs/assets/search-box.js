// The box in the header asks the search over claims; the theme's own search stays where this one cannot start.
import { closeSearchBox, findSearchBox, leadWhenFree, openWithoutTheme } from "./material.js";
import { openSearch } from "./search-engine.js";
import { hitRow, moveAmong } from "./search-hits.js";
import { searchAddress } from "./search-page.js";

const SHOWN = 6;

function row(className, ...children) {
  const made = document.createElement("li");
  made.className = className;
  made.append(...children);
  return made;
}

function wayToAll(question, number) {
  const link = document.createElement("a");
  link.href = searchAddress(question).href;
  link.textContent = number > SHOWN ? `All ${number} claims, and ways to narrow them` : "Open the search page";
  return row("tp-all", link);
}

/** Shows what a question finds. Without one the box is empty. */
function show(search, { input, list, status }) {
  const question = input.value.trim();
  if (!question) {
    list.replaceChildren();
    status.textContent = "Type a question, a name or a figure";
    return;
  }
  const { hits, met, misspelt } = search.ask(question);
  const rows = hits.slice(0, SHOWN).map((record) => hitRow(search, record, met, { short: true }));
  list.replaceChildren(...rows, wayToAll(question, hits.length));
  const spelt = misspelt.length ? ` close to “${misspelt.join(" ")}”` : "";
  status.textContent = hits.length ? `${hits.length} ${hits.length === 1 ? "claim" : "claims"}${spelt}` : "No claim has this";
}

/** Keeps what the reader does here from the theme's own search, which listens to the same keys. */
function takeOver(box, { input, list }) {
  moveAmong({ input, list });
  box.addEventListener("keydown", (event) => {
    if (event.key !== "Enter") return;
    event.stopPropagation();
    if (event.target !== input || !input.value.trim()) return;
    event.preventDefault();
    location.assign(searchAddress(input.value.trim()));
  });
  list.addEventListener("click", (event) => {
    const link = event.target.closest("a");
    if (!link) return;
    closeSearchBox();
    leadWhenFree(decodeURIComponent(link.hash.slice(1)));
  });
}

/** From a disk there is no theme's search to ask what is sent. */
function answerAlone(parts) {
  openWithoutTheme(parts);
  parts.input.form.addEventListener("submit", (event) => {
    event.preventDefault();
    location.assign(searchAddress(parts.input.value.trim()));
  });
}

export async function startSearchBox() {
  const found = findSearchBox();
  if (!found || found.box.dataset.started) return;
  const { box, input, result } = found;
  box.dataset.started = "yes";
  if (location.protocol === "file:") answerAlone(found);
  const list = document.createElement("ol");
  list.className = "tp-results";
  const status = document.createElement("p");
  status.className = "tp-found";
  status.role = "status";
  const parts = { input, list, status };
  const open = async () => {
    const search = await openSearch();
    if (!list.isConnected) {
      result.append(status, list);
      box.classList.add("tp-own-search");
      takeOver(box, parts);
      input.addEventListener("input", () => show(search, parts));
      input.form.addEventListener("reset", () => setTimeout(() => show(search, parts)));
    }
    show(search, parts);
  };
  input.addEventListener("focus", () => open().catch((error) => console.warn(`search: ${error}`)), { once: true });
}
