// One claim that was found, as the search page and the box in the header show it.
import { root } from "./search-engine.js";

function element(tag, className, ...children) {
  const made = document.createElement(tag);
  if (className) made.className = className;
  made.append(...children);
  return made;
}

/** Returns the pieces of a text, with the words that were asked for marked. */
function marked(search, text, met) {
  return search.pieces(text, met).map((piece) => (piece.met ? element("mark", "", piece.text) : piece.text));
}

function standing({ slug, word }) {
  const made = element("span", "tp-standing", element("span", "tp-shape"), word);
  made.dataset.standing = slug;
  return made;
}

/** Returns the row of a hit: question, answers, standing, topic, sources. All of it is text, never HTML. */
export function hitRow(search, record, met, { short = false } = {}) {
  const link = element("a", "", ...marked(search, record.question, met));
  link.href = new URL(record.url, root).href;
  const answers = short ? record.answers.slice(0, 1) : record.answers;
  const shown = answers.map((answer) => element("p", "tp-statement", ...marked(search, answer, met)));
  const facts = element("p", "tp-facts", ...record.standings.map(standing), element("span", "", record.topic));
  if (!short) facts.append(element("span", "", record.sources.join(", ")));
  return element("li", "tp-hit", element("p", "tp-question", link), ...shown, facts);
}

/** Lets the arrow keys lead from an input through the links of a list and back. */
export function moveAmong({ input, list }) {
  const step = (event) => {
    if (event.key !== "ArrowDown" && event.key !== "ArrowUp") return;
    event.preventDefault();
    event.stopPropagation();
    const stops = [input, ...list.querySelectorAll("a")];
    const next = stops.indexOf(document.activeElement) + (event.key === "ArrowDown" ? 1 : -1);
    stops[Math.max(0, Math.min(next, stops.length - 1))].focus();
  };
  input.addEventListener("keydown", step);
  list.addEventListener("keydown", step);
}
