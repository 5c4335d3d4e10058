// The passage card: what a citation rests on, beside the words that are being read.
// It copies its text from the list of sources below the page, so that nothing is said twice.
import { headerEnd } from "./material.js";

const OPEN_AFTER = 120;
const CLOSE_AFTER = 250;
const GAP = 8;
const SHEET_BELOW = 720; // px of window width: here the card is a sheet at the lower edge

let card = null;
let citation = null;
let leaving = null; // the citation that gets the focus back must not open its card again
let timer = 0;
let listening = false;

function later(milliseconds, task) {
  clearTimeout(timer);
  timer = setTimeout(task, milliseconds);
}

function element(tag, className, ...children) {
  const made = document.createElement(tag);
  made.className = className;
  made.append(...children);
  return made;
}

function link(text, original) {
  const made = element("a", "", text);
  made.href = original.href;
  if (original.rel) made.rel = original.rel;
  return made;
}

/** Returns a copy of `original` without ids, which must stay unique on the page. */
function copyOf(original) {
  const copy = original.cloneNode(true);
  for (const named of [copy, ...copy.querySelectorAll("[id]")]) named.removeAttribute("id");
  return copy;
}

/** Returns the words of a passage, marked where this citation quotes them: the page marks them for all. */
function wordsFor(cite, passage) {
  const words = copyOf(passage.querySelector(".tp-words"));
  const back = [...passage.querySelectorAll(".tp-backlinks a")].find((way) => way.hash === `#${cite.id}`);
  for (const mark of words.querySelectorAll("mark")) {
    if (back && !mark.classList.contains(`tp-by-${back.textContent}`)) mark.replaceWith(...mark.childNodes);
  }
  return words;
}

function contents(cite, passage) {
  const source = passage.closest(".tp-source");
  const words = wordsFor(cite, passage);
  const [title, outlet, ...about] = [...source.querySelectorAll(".tp-source__head > :not(.tp-print)")].map(copyOf);
  const ways = element("p", "tp-ways", link("All passages of this article", cite));
  const original = passage.querySelector(".tp-original");
  if (original) ways.append(link(`The ${original.textContent}, at these words`, original));
  const close = element("button", "tp-close", "×");
  close.type = "button";
  close.ariaLabel = "Close";
  close.addEventListener("click", () => hide({ giveBack: true }));
  return [close, title, outlet, words, ...about, ways];
}

/** Returns the places, best first, at which the card hides nothing of the answer, or at least not its words. */
function* places(cite) {
  const { clientWidth: width, clientHeight: height } = document.documentElement;
  const column = document.querySelector(".tp-page").getBoundingClientRect();
  const top = headerEnd() + GAP;
  const line = cite.getBoundingClientRect().top;
  yield { style: "tp-popover--margin", fits: (box) => column.right + GAP + box.width <= width,
    at: (box) => [column.right + GAP, Math.max(top, Math.min(line, height - box.height - GAP))] };
  for (const reading of [cite.closest(".tp-position"), cite.closest("p, li")]) {
    if (!reading || width < SHEET_BELOW) continue;
    const block = reading.getBoundingClientRect();
    const left = (box) => Math.max(GAP, Math.min(block.left, width - box.width - GAP));
    yield { style: "tp-popover--by", fits: (box) => block.bottom + GAP + box.height <= height,
      at: (box) => [left(box), block.bottom + GAP] };
    yield { style: "tp-popover--by", fits: (box) => block.top - GAP - box.height >= top,
      at: (box) => [left(box), block.top - GAP - box.height] };
  }
}

/** Puts the card beside, below or above what is being read; where there is no room it is a sheet. */
function place(cite) {
  for (const { style, fits, at } of places(cite)) {
    card.className = `tp-popover ${style}`;
    const box = card.getBoundingClientRect();
    if (!fits(box)) continue;
    const [left, top] = at(box);
    // Measured from the page, not the window: the card stays beside its words when these are scrolled.
    card.style.left = `${left + window.scrollX}px`;
    card.style.top = `${top + window.scrollY}px`;
    return;
  }
  card.className = "tp-popover tp-popover--sheet";
  const hidden = cite.closest("p, li").getBoundingClientRect().bottom + GAP - card.getBoundingClientRect().top;
  if (hidden > 0) window.scrollBy({ top: hidden, behavior: "instant" });
}

function show(cite) {
  clearTimeout(timer);
  if (cite === citation) return;
  hide();
  const passage = document.getElementById(cite.dataset.source);
  if (!passage) return;
  citation = cite;
  card = element("div", "tp-popover", ...contents(cite, passage));
  card.role = "dialog";
  card.ariaLabel = cite.ariaLabel;
  card.popover = "manual";
  cite.after(card); // so that Tab leads from the citation into its card
  cite.ariaExpanded = "true";
  card.showPopover?.();
  place(cite);
}

function hide({ giveBack = false } = {}) {
  clearTimeout(timer);
  if (!card) return;
  const [old, cite] = [card, citation];
  card = citation = null;
  cite.ariaExpanded = "false";
  if (giveBack || old.contains(document.activeElement)) {
    leaving = cite;
    cite.focus({ preventScroll: true });
    leaving = null;
  }
  old.remove();
}

const citeOf = (event) => event.target.closest?.(".tp-cite[data-source]");
const inCard = (node) => card !== null && node instanceof Node && card.contains(node);

function onOver(event) {
  if (event.pointerType === "touch") return;
  const cite = citeOf(event);
  if (cite) later(OPEN_AFTER, () => show(cite));
  else if (inCard(event.target)) clearTimeout(timer);
  else if (card && !inCard(document.activeElement)) later(CLOSE_AFTER, hide);
  else if (!card) clearTimeout(timer);
}

function onFocus(event) {
  const cite = citeOf(event);
  if (cite && cite !== leaving && cite.matches(":focus-visible")) show(cite);
  else if (card && !cite && !inCard(event.target)) hide();
}

/** A tap opens the card; the way to the ledger is in it. A mouse or a key follows the link. */
function onClick(event) {
  const cite = citeOf(event);
  if (cite && event.pointerType === "touch") {
    event.preventDefault();
    event.stopPropagation();
    if (cite === citation) hide();
    else show(cite);
  } else if (card && !inCard(event.target)) {
    hide();
  }
}

function onKey(event) {
  if (event.key !== "Escape" || !card) return;
  event.stopPropagation();
  hide({ giveBack: inCard(document.activeElement) });
}

export function startCards() {
  card = citation = null;
  for (const cite of document.querySelectorAll(".tp-cite[data-source]")) cite.ariaExpanded = "false";
  if (listening) return;
  listening = true;
  document.addEventListener("pointerover", onOver);
  document.addEventListener("focusin", onFocus);
  document.addEventListener("click", onClick, { capture: true });
  document.addEventListener("keydown", onKey, { capture: true });
  window.addEventListener("resize", () => hide());
}
