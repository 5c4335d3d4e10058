"""Elements of SVG and HTML as safe text: only tags and attributes that pictures need, every text escaped."""

import re
from collections.abc import Iterable, Mapping

from topicpages.pages import markdown
from topicpages.pages.markdown import Safe

_SHAPE = frozenset(
    ("class", "fill", "stroke-dasharray", "transform"),
)
_PLACED = frozenset(("x", "y", "width", "height"))
_HTML = frozenset(("class", "id"))

# What a check of the built site has to let through for pictures, and nothing else is ever made.
PICTURE_ELEMENTS: Mapping[str, frozenset[str]] = {
    "svg": _PLACED
    | {"class", "viewBox", "font-size", "xmlns", "xmlns:xlink", "role", "aria-labelledby", "aria-describedby"}
    | {"aria-hidden", "focusable", "data-search-exclude"},
    "title": frozenset(("id",)),
    "desc": frozenset(("id",)),
    "defs": frozenset(),
    "clipPath": frozenset(("id",)),
    "g": frozenset(("class", "transform", "clip-path")),
    "a": frozenset(("xlink:href", "href")),
    "text": frozenset(("class", "x", "y", "font-size", "font-weight", "text-anchor")),
    "tspan": frozenset(("x", "y")),
    "rect": _SHAPE | _PLACED | {"rx"},
    "circle": _SHAPE | {"cx", "cy", "r"},
    "line": _SHAPE | {"x1", "y1", "x2", "y2"},
    "path": _SHAPE | {"id", "d", "fill-rule"},
    "use": frozenset(("x", "y", "xlink:href")),
    "linearGradient": frozenset(("id", "class", "x1", "x2", "y1", "y2")),
    "stop": frozenset(("offset", "stop-color", "stop-opacity")),
    "div": _HTML | {"role", "aria-label", "tabindex", "data-search-exclude"},
    "figure": _HTML,
    "figcaption": _HTML,
    "details": _HTML,
    "summary": _HTML,
    "fieldset": _HTML | {"data-search-exclude"},
    "legend": _HTML,
    "label": _HTML,
    "input": _HTML | {"type", "name", "checked", "value"},
    "p": _HTML,
    "span": _HTML,
    "table": _HTML,
    "caption": _HTML,
    "thead": _HTML,
    "tbody": _HTML,
    "tfoot": _HTML,
    "tr": _HTML,
    "th": _HTML | {"scope", "colspan"},
    "td": _HTML,
}
_PLAIN_VALUE = re.compile(r"[A-Za-z0-9 .,()#:/_-]*")
_RELATIVE_LINK = re.compile(r"(?![/.]*//)[A-Za-z0-9._#~?%][A-Za-z0-9._/#~?=%-]*")

Attribute = str | float | None


def element(tag: str, *children: Safe, **attributes: Attribute) -> Safe:
    """Return one element on one line; ``_`` in an attribute's name stands for ``-``, ``__`` for ``:``.

    ``class_`` is ``class``. An attribute that is ``None`` is left out; numbers keep one decimal.

    Raises:
        ValueError: a tag or attribute that pictures do not need.
    """
    named = {_attribute_name(name): value for name, value in attributes.items() if value is not None}
    unknown = named.keys() - PICTURE_ELEMENTS.get(tag, frozenset())
    if tag not in PICTURE_ELEMENTS or unknown:
        raise ValueError(f"pictures make no <{tag} {' '.join(sorted(unknown))}>")
    written = "".join(f' {name}="{_attribute_value(value)}"' for name, value in named.items())
    if not children and tag in _CHILDLESS:
        return Safe(f"<{tag}{written}/>")
    return Safe(f"<{tag}{written}>{''.join(children)}</{tag}>")


_CHILDLESS = frozenset(("rect", "circle", "line", "path", "stop", "use", "input"))


def together(parts: Iterable[Safe]) -> Safe:
    """Return ``parts`` one after the other."""
    return Safe("".join(parts))


def link(target: str) -> Safe:
    """Return ``target`` for an attribute: a relative link, a fragment, or an address from ``public_url``.

    Raises:
        ValueError: any other address, such as one with a scheme of its own.
    """
    if target.startswith(("http://", "https://")):
        return markdown.url(target)
    if not _RELATIVE_LINK.fullmatch(target):
        raise ValueError(f"“{target}” is not a link that a picture may hold")
    return Safe(target)


def anchored(target: str, *children: Safe) -> Safe:
    """Return ``children`` of an SVG linked to ``target``; unlinked when that is empty.

    The form with ``xlink`` is the one that the theme's instant navigation does not stumble over.
    """
    return element("a", *children, xlink__href=link(target)) if target else together(children)


def number(value: float) -> str:
    """Return ``value`` with one decimal at most, so that every machine writes the same."""
    rounded = f"{value:.1f}"
    return "0" if rounded == "-0.0" else rounded.removesuffix(".0")


def _attribute_name(name: str) -> str:
    camel = {"class_": "class", "viewBox": "viewBox"}
    return camel.get(name) or name.replace("__", ":").replace("_", "-")


def _attribute_value(value: str | float) -> str:
    if isinstance(value, Safe):
        return value
    if not isinstance(value, str):
        return number(value)
    return value if _PLAIN_VALUE.fullmatch(value) else markdown.attribute(value)
