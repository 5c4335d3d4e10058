// The search page: a question and three ways to narrow it, all of them in the address. The question is called
// `find` there: the theme takes `q` for its own box.
import { openSearch, root } from "./search-engine.js";
import { hitRow, moveAmong } from "./search-hits.js";

const NARROWS = {
  topic: (record) => [record.topic],
  standing: (record) => record.standings.map((standing) => standing.word),
  source: (record) => record.sources,
};

function option(value, text) {
  const made = document.createElement("option");
  made.value = value;
  made.textContent = text;
  return made;
}

/** Fills a list of choices, each with the number of hits that it would leave. */
function fill(select, counts, chosen) {
  const all = select.options[0];
  const names = [...new Set([...counts.keys(), ...(chosen ? [chosen] : [])])].sort((a, b) => a.localeCompare(b));
  select.replaceChildren(all, ...names.map((name) => option(name, `${name} (${counts.get(name) ?? 0})`)));
  select.value = chosen;
}

function count(records, of) {
  const counts = new Map();
  for (const value of records.flatMap((record) => [...new Set(of(record))])) {
    counts.set(value, (counts.get(value) ?? 0) + 1);
  }
  return counts;
}

function chosenIn(form) {
  return Object.fromEntries(Object.keys(NARROWS).map((name) => [name, form.elements[name].value]));
}

function passes(record, chosen, except = "") {
  return Object.entries(NARROWS).every(
    ([name, of]) => name === except || !chosen[name] || of(record).includes(chosen[name]),
  );
}

function summary(number, { question, misspelt }) {
  const found = `${number} ${number === 1 ? "claim" : "claims"}`;
  const spelt = misspelt.map((word) => `“${word}”`).join(", ");
  if (!question) return `All ${found}`;
  if (!number) return `No claim has this. Try fewer words, or look in the index of people and places.`;
  return spelt ? `${found}; nothing is spelt ${spelt}, so what is close to it counts too` : found;
}

function remember(form) {
  const address = new URL(location.href);
  for (const { name, value } of [form.elements.find, ...Object.keys(NARROWS).map((key) => form.elements[key])]) {
    if (value) address.searchParams.set(name, value);
    else address.searchParams.delete(name);
  }
  history.replaceState(history.state, "", address);
}

function show(search, { form, list, status }) {
  const question = form.elements.find.value.trim();
  const { hits, met, misspelt } = question
    ? search.ask(question)
    : { hits: search.records, met: new Set(), misspelt: [] };
  const chosen = chosenIn(form);
  for (const [name, of] of Object.entries(NARROWS)) {
    const others = hits.filter((record) => passes(record, chosen, name));
    fill(form.elements[name], count(others, of), chosen[name]);
  }
  const kept = hits.filter((record) => passes(record, chosen));
  list.replaceChildren(...kept.map((record) => hitRow(search, record, met)));
  status.textContent = summary(kept.length, { question, misspelt });
}

function recall(form) {
  const asked = new URLSearchParams(location.search);
  form.elements.find.value = asked.get("find") ?? "";
  for (const name of Object.keys(NARROWS)) {
    const value = asked.get(name) ?? "";
    if (value) form.elements[name].append(option(value, value));
    form.elements[name].value = value;
  }
}

/** Any other form that asks, on the page of a lost address for one, leads here. */
function leadHere(form) {
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    const page = new URL(form.getAttribute("action"), location.href);
    page.search = new URLSearchParams(new FormData(form));
    location.assign(page);
  });
}

export async function startSearchPage() {
  document.querySelectorAll("form.tp-find:not(#tp-search)").forEach(leadHere);
  const form = document.querySelector("#tp-search");
  if (!form || form.dataset.started) return;
  form.dataset.started = "yes";
  const page = { form, list: document.querySelector("#tp-hits"), status: document.querySelector("#tp-found") };
  recall(form);
  form.hidden = false;
  const search = await openSearch();
  const refresh = () => {
    remember(form);
    show(search, page);
  };
  form.addEventListener("input", refresh);
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    page.list.querySelector("a")?.focus();
  });
  moveAmong({ input: form.elements.find, list: page.list });
  show(search, page);
  form.elements.find.focus({ preventScroll: true });
}

/** Returns the address of the search page with a question. */
export function searchAddress(question) {
  const file = document.querySelector("link[rel=canonical]")?.href.endsWith(".html") || location.pathname.endsWith(".html");
  const page = new URL(file ? "search.html" : "search/", root);
  page.search = new URLSearchParams({ find: question });
  return page;
}
