"""How an article comes in: from an address or from the bytes of a file."""

from pathlib import PurePosixPath

from topicpages.diagnostics import Faults
from topicpages.editing.fetching import Fetched, decoded, fetch
from topicpages.editing.intake.reading import Received

_MEDIA_TYPES = {
    ".html": "text/html",
    ".htm": "text/html",
    ".xhtml": "text/html",
    ".pdf": "application/pdf",
    ".md": "text/markdown",
    ".markdown": "text/markdown",
    ".txt": "text/plain",
}
_LOOKS_LIKE_A_PAGE = (b"<!doctype html", b"<html", b"<!-- saved from", b"<?xml")


def is_address(named: str) -> bool:
    """Tell whether ``named`` is an address and no file."""
    return named.lower().startswith(("http://", "https://"))


def received_page(address: str) -> tuple[Received | None, Faults]:
    """Return the page at ``address``, or the faults of ``fetch``."""
    fetched, faults = fetch(address)
    if fetched is None or faults:
        return None, faults
    return _received(address, fetched), ()


def received_file(name: str, content: bytes) -> Received:
    """Return what the file called ``name`` holds, decoded as a page would be."""
    media_type = _MEDIA_TYPES.get(PurePosixPath(name).suffix.lower(), "")
    if not media_type and content.lstrip()[:20].lower().startswith(_LOOKS_LIKE_A_PAGE):
        media_type = "text/html"
    return _received(
        name, Fetched("", "", moved="", status=200, media_type=media_type, charset="", body=content)
    )


def _received(name: str, fetched: Fetched) -> Received:
    is_pdf = fetched.media_type == "application/pdf" or fetched.body.startswith(b"%PDF-")
    text = "" if is_pdf else decoded(fetched)
    return Received(name, fetched.body, text, fetched.media_type, fetched.final)
