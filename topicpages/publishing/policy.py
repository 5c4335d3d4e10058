"""The third wall: a Content-Security-Policy in every page, under which only the theme's own scripts run."""

import base64
import hashlib
import re
from collections.abc import Iterable
from pathlib import Path

from selectolax.lexbor import LexborHTMLParser

from topicpages.diagnostics import Diagnostic, Span

# A script of these types is text to a browser: no policy applies to it and no hash is needed.
TEXT_TYPES = frozenset(["application/json", "application/ld+json"])

_HEAD_START = re.compile(
    rb"""\s*<!doctype html>\s*<html[^<>]*>\s*<head>\s*<meta charset=["']?utf-8["']?\s*/?>""", re.IGNORECASE
)
_SAFE_VALUE = re.compile(r"[A-Za-z0-9 :;'+/=-]+")


def script_hashes(site: Path) -> frozenset[str]:
    """Return ``sha256-…`` of every script that stands in a page of ``site``, which is a blank one."""
    return frozenset(
        hash_of(script.text())
        for page in sorted(site.rglob("*.html"))
        for script in LexborHTMLParser(page.read_bytes()).css("script:not([src])")
        if script.attributes.get("type") not in TEXT_TYPES
    )


def hash_of(script: str) -> str:
    """Return the source expression that allows exactly this inline script."""
    return "sha256-" + base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()


def policy(hashes: Iterable[str]) -> str:
    """Return the policy: nothing but this site's own files, and inline only the scripts with these hashes.

    All pages need the same: the theme swaps pages in place, and the first one's policy stays. ``style``
    attributes are the theme's, and cannot fetch anything under the rest.
    """
    scripts = " ".join(["'self'", *(f"'{one}'" for one in sorted(set(hashes)))])
    return "; ".join(
        [
            "default-src 'none'",
            f"script-src {scripts}",
            "script-src-attr 'none'",
            "style-src 'self'",
            "style-src-attr 'unsafe-inline'",
            "img-src 'self' data:",
            "font-src 'self'",
            "connect-src 'self'",
            "worker-src 'self'",
            "manifest-src 'self'",
            "base-uri 'none'",
            "form-action 'self'",
            "object-src 'none'",
        ]
    )


def insert_policy(site: Path, policy: str) -> tuple[Diagnostic, ...]:
    """Write ``policy`` into every page of ``site``, right after its charset and so before all that loads.

    A page that does not begin as the theme's do is left as it is and reported.
    """
    if not _SAFE_VALUE.fullmatch(policy):
        raise ValueError(f"“{policy}” is not a policy")
    tag = f'<meta http-equiv="Content-Security-Policy" content="{policy}">'.encode()
    faults = []
    for page in sorted(site.rglob("*.html")):
        source = page.read_bytes()
        start = _HEAD_START.match(source)
        if start is None:
            faults.append(_without_head(page.relative_to(site).as_posix()))
        elif source[start.end() :].lstrip()[: len(tag)] != tag:
            page.write_bytes(source[: start.end()] + b"\n      " + tag + source[start.end() :])
    return tuple(faults)


def _without_head(path: str) -> Diagnostic:
    message = "the page does not begin with a head and its charset, so no policy can stand in it"
    return Diagnostic(Span(path), "page-without-policy", message, "let the theme make the page")
