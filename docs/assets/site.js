// Starts what makes the pages easier to use. Every page is complete without it.
import { nameThings } from "./accessibility.js";
import { startCards } from "./cards.js";
import { prepareCopies } from "./copying.js";
import { startSearchBox } from "./search-box.js";
import { startSearchPage } from "./search-page.js";

const eachPage = [nameThings, startCards, prepareCopies, startSearchBox, startSearchPage];

/** Runs `task`; when it fails the page stays as it was, and the others still run. */
function attempt(task) {
  try {
    task();
  } catch (error) {
    console.warn(`${task.name}: ${error}`);
  }
}

/** Leads to the place that the address names, and marks it: on a slow machine the theme forgets to. */
function leadToPlace() {
  const place = document.getElementById(decodeURIComponent(location.hash.slice(1)));
  if (place && document.querySelector(":target") !== place) location.replace(location.hash);
}

function arrive() {
  eachPage.forEach(attempt);
  for (const milliseconds of [0, 500]) setTimeout(leadToPlace, milliseconds);
}

// From a disk a browser fetches nothing, so the theme cannot preview a page that is linked to.
if (location.protocol === "file:") {
  for (const link of document.querySelectorAll("[data-preview]")) link.removeAttribute("data-preview");
}

// The theme swaps pages without loading them anew and says so; without it each page is loaded.
if (globalThis.document$) {
  globalThis.document$.subscribe(arrive);
} else {
  arrive();
}
