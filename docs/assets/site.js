// Starts what makes the pages easier to use. Every page is complete without it. What knows the theme is in material.js,
// which stands in overrides/assets/ and is published beside these.
import { startCards } from "./cards.js";
import { prepareCopies } from "./copying.js";
import { atEachPage, nameThings, previewNothing } from "./material.js";
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

if (location.protocol === "file:") previewNothing();
atEachPage(arrive);
