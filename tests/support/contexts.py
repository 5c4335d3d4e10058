"""Every kind of place in which a page shows text, rendered as MkDocs does it."""

import re
from collections.abc import Mapping
from functools import cache
from pathlib import Path

import jinja2
import markdown
from selectolax.lexbor import LexborHTMLParser, LexborNode

from topicpages.language.characters import one_line, unhidden
from topicpages.pages.markdown import environment

# As in mkdocs.yml, with the three that MkDocs itself switches on.
EXTENSIONS = ["toc", "tables", "fenced_code", "admonition", "attr_list", "def_list", "md_in_html"]
SETTINGS = {"toc": {"permalink": True, "permalink_title": "Link to this claim"}}

SAMPLE = "samplewordzqx"
_SAMPLE_ATTRIBUTE = "sampleattributezqx"

# fmt: off
CONTEXTS: Mapping[str, str] = {
    "paragraph": "{{ text }}\n",
    "words around": "We say {{ text }} and more.\n",
    "two paragraphs": "{{ text }}\n\n{{ text }}\n",
    "heading": "## {{ text }} { #own-id }\n",
    "heading below another": "# First\n\n### {{ text }} { #own-id data-search-exclude }\n\nEnd.\n",
    "list": "- {{ text }}\n- {{ text }}\n\n    {{ text }}\n",
    "numbered list": "1. {{ text }}\n2. {{ text }}\n",
    "table": "| {{ text }} | b |\n|---|---|\n| {{ text }} | {{ text }} |\n",
    "definition list": "{{ text }}\n:   {{ text }}\n:   {{ text }}\n",
    "admonition": '!!! note "{{ text }}"\n    {{ text }}\n',
    "quotation": "> {{ text }}\n",
    "emphasis": "a **{{ text }}** b *{{ text }}* c\n",
    "link text": "a [{{ text }}](page.md#x){ .cite } b\n",
    "link title": 'a [b](page.md "{{ text }}") c\n',
    "picture": 'a ![{{ text }}](a.svg "{{ text }}") b\n',
    "HTML in a line": 'a <span title="{{ raw | attribute }}">{{ text }}</span> <code>{{ text }}</code> b\n',
    "HTML block":
        '<article title="{{ raw | attribute }}"><p>{{ text }}</p>\n<ol><li>{{ text }}</li></ol>\n'
        "</article>\n",
    "HTML block with blank lines":
        "<section>\n\n<p>{{ text }}</p>\n\n<p>{{ text }}</p>\n\n</section>\n\nEnd.\n",
    "Markdown in HTML": '<div markdown="1">\n\n## {{ text }} { #own-id }\n\n{{ text }}\n\n</div>\n',
    "a span of Markdown in HTML": '<p markdown="span">{{ text }} *b*</p>\n',
    "details": "<details><summary>{{ text }}</summary>\n<p>{{ text }}</p></details>\n",
    "button": '<button type="button" data-clipboard-text="{{ raw | attribute }}">{{ text }}</button>\n',
    "SVG":
        '<svg role="img"><title>{{ text }}</title><desc>{{ text }}</desc><text>{{ text }}</text></svg>\n',
}
# fmt: on

Signature = tuple[tuple[str, ...], ...]


@cache
def templates() -> Mapping[str, jinja2.Template]:
    """Return the template of each context, made by the real environment."""
    made = environment(Path())
    return {name: made.from_string(source) for name, source in CONTEXTS.items()}


@cache
def _renderer() -> markdown.Markdown:
    return markdown.Markdown(extensions=EXTENSIONS, extension_configs=SETTINGS)


def rendered(source: str) -> str:
    """Return the HTML that MkDocs makes of ``source``."""
    return _renderer().reset().convert(source)


def page(context: str, text: str) -> str:
    """Return the HTML of that context with ``text`` in all of its places."""
    return rendered(templates()[context].render(text=text, raw=text))


def signature(html: str) -> Signature:
    """Return elements, attributes and texts of the parsed ``html`` in document order."""
    body = LexborHTMLParser(html).body
    assert body is not None
    return tuple(_merged(body))


def expected(context: str, text: str) -> Signature:
    """Return what ``signature`` must be: that of a harmless word, with ``text`` as shown in its place."""
    shown = {SAMPLE: one_line(text), _SAMPLE_ATTRIBUTE: in_attribute(text)}
    return tuple(tuple(_replaced(part, shown) for part in row) for row in _sample(context))


def in_attribute(text: str) -> str:
    """Return ``text`` as an attribute is to hold it: every line break is one, and what hides is named."""
    return unhidden(re.sub("\r\n|[\r\v\f\u0085\u2028\u2029]", "\n", text))


@cache
def _sample(context: str) -> Signature:
    return signature(rendered(templates()[context].render(text=SAMPLE, raw=_SAMPLE_ATTRIBUTE)))


def _replaced(part: str, shown: Mapping[str, str]) -> str:
    return re.sub("|".join(shown), lambda found: shown[found.group()], part)


def _merged(body: LexborNode) -> list[tuple[str, ...]]:
    rows: list[tuple[str, ...]] = []
    for node in body.traverse(include_text=True):
        if node.is_text_node:
            rows.append(("#text", node.text_content or ""))
        elif node.is_comment_node:
            rows.append(("#comment", node.comment_content or ""))
        else:
            attributes = (f"{name}={value}" for name, value in sorted(node.attributes.items()))
            rows.append((node.tag or "", *attributes))
    return rows
