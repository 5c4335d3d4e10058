// Finds claims: lunr does the matching, here a question is taken apart and the answers are ranked.
// Words of a question are looked up one by one: as they are, as beginnings, and as what was nearly typed.
import { nearest } from "./spelling.js";

const FIELDS = { question: 3, statement: 3, names: 1.4, place: 1, note: 0.6 };
const EXACT = 10;
const BEGINNING = 4;
const NEARLY = 2;
const LEAST = 0.12; // of the best score; weaker hits are left out
const ASKS = /^\s*(when|where|why|whom?|how (?:many|much|long|far))\b/i;
// Words that nearly every question has and that tell no claim from another. “us” is a country here.
const EMPTY = new Set(
  `a about after an and any are as at be been but by can could did do does for from had has have how if in into is
  it its much many of on or than that the their them then there these they this to was were what when where which
  while who whom whose why will with would`.split(/\s+/),
);

/** Returns the address of the site's root; pages may lie at any depth. */
function siteRoot() {
  const { base } = JSON.parse(document.getElementById("__config").textContent);
  return new URL(`${base.replace(/\/?$/, "/")}`, location.href);
}

export const root = siteRoot();

/** Returns the words of `text`: lower case, without accents, “1,550” as 1550, “MQ-9” as mq, 9 and mq9. */
export function words(text) {
  const plain = text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();
  const figures = plain.replace(/(\d),(?=\d{3})/g, "$1").replace(/\b((?:\p{L}\.){2,})/gu, (dotted) => dotted.replaceAll(".", ""));
  const found = [];
  for (const compound of figures.replace(/['’]s\b/g, "").match(/[\p{L}\p{N}]+(?:[-\u2011][\p{L}\p{N}]+)*/gu) ?? []) {
    const parts = compound.split(/[-\u2011]/);
    found.push(...parts);
    if (parts.length > 1) found.push(parts.join(""));
  }
  return found;
}

function load(path) {
  return new Promise((resolve, reject) => {
    const script = document.createElement("script");
    script.src = new URL(path, root).href;
    script.onload = resolve;
    script.onerror = () => reject(new Error(`${path} is not there`));
    document.head.append(script);
  });
}

function index(lunr, records) {
  return lunr(function build() {
    this.tokenizer = (text) => words(String(text ?? "")).map((word) => new lunr.Token(word, {}));
    this.pipeline.reset();
    this.searchPipeline.reset();
    this.pipeline.add(lunr.stemmer);
    this.searchPipeline.add(lunr.stemmer);
    this.ref("number");
    for (const [field, boost] of Object.entries(FIELDS)) this.field(field, { boost });
    records.forEach((record, number) => {
      this.add({ ...record, number, statement: record.answers.join(" "), place: `${record.topic} ${record.section}` });
    });
  });
}

/** Returns what one typed word finds: scores by record, the words of the claims that it met, and if it was misspelt. */
function lookUp({ lunr, found: finder, vocabulary }, word) {
  const run = (clauses) => finder.query((query) => clauses.forEach(([text, options]) => query.term(text, options)));
  const sure = [[word, { boost: EXACT }]];
  if (word.length > 2) {
    sure.push([word, { boost: BEGINNING, usePipeline: false, wildcard: lunr.Query.wildcard.TRAILING }]);
  }
  let hits = run(sure);
  const misspelt = hits.length === 0;
  const meant = misspelt ? nearest(word, vocabulary) : [];
  if (meant.length) hits = run(meant.map((known) => [known, { boost: NEARLY }]));
  const met = new Set(hits.flatMap((hit) => Object.keys(hit.matchData.metadata)));
  return { word, misspelt, met, scores: new Map(hits.map((hit) => [Number(hit.ref), hit.score])) };
}

function asks(text) {
  return text.match(ASKS)?.[1].toLowerCase() ?? "";
}

/**
 * Returns hits best first. A claim that has more of the typed words stands before one that has a rare one often;
 * to ask the same (when, who, how many) counts as a word too.
 */
function rank(lookups, { records, asked }) {
  const typed = lookups.length + (asked ? 1 : 0);
  const scored = records.map((record, number) => {
    const parts = lookups.map((lookup) => lookup.scores.get(number) ?? 0).filter((part) => part > 0);
    const sum = parts.reduce((total, part) => total + part, 0);
    if (parts.length && asked && asks(record.question) === asked) parts.push(sum / parts.length);
    return { record, score: parts.reduce((total, part) => total + part, 0) * (parts.length / typed) ** 2 };
  });
  const best = Math.max(0, ...scored.map((hit) => hit.score));
  return scored.filter((hit) => hit.score > 0 && hit.score >= best * LEAST).sort((a, b) => b.score - a.score);
}

class Search {
  constructor(lunr, records) {
    const texts = records.flatMap((record) => [record.question, ...record.answers, record.names, record.note]);
    const vocabulary = new Set(texts.flatMap((text) => words(String(text ?? ""))));
    this.engine = { lunr, found: index(lunr, records), vocabulary };
    this.records = records;
    this.stem = (word) => lunr.stemmer(new lunr.Token(word, {})).toString();
  }

  /** Returns `hits` best first, the words `met` in them, and the typed words that are spelt otherwise here. */
  ask(question) {
    const typed = [...new Set(words(question))];
    const telling = typed.filter((word) => !EMPTY.has(word));
    const lookups = (telling.length ? telling : typed).map((word) => lookUp(this.engine, word));
    return {
      hits: rank(lookups, { records: this.records, asked: asks(question) }).map((hit) => hit.record),
      met: new Set(lookups.flatMap((lookup) => [...lookup.met])),
      misspelt: lookups.filter((lookup) => lookup.misspelt).map((lookup) => lookup.word),
    };
  }

  /** Returns `text` cut into pieces, those that the question met with `met` set. */
  pieces(text, met) {
    return text
      .split(/([\s—–]+)/)
      .map((piece) => ({ text: piece, met: words(piece).some((word) => met.has(this.stem(word)) || met.has(word)) }));
  }
}

let ready = null;

/** Returns the search, loaded once. Classic scripts, not JSON: so it also works from a disk. */
export function openSearch() {
  ready ??= Promise.all([load("search-index/lunr.js"), load("search-index/claims.js")]).then(
    () => new Search(globalThis.lunr, globalThis.topicSearch.claims),
  );
  return ready;
}
