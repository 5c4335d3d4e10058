// “Copy with citation”: the theme copies what `data-clipboard-text` says and tells the reader.

/** Returns where this page is published; a copy read from a disk still gives the public address. */
function publishedAddress() {
  const canonical = document.querySelector("link[rel=canonical]");
  return (canonical ? canonical.href : location.href).split("#")[0];
}

export function prepareCopies() {
  const address = publishedAddress();
  for (const button of document.querySelectorAll(".tp-copy[data-copy]")) {
    button.dataset.clipboardText = `${button.dataset.copy}, ${address}#${button.dataset.anchor}`;
    button.hidden = false;
  }
}
