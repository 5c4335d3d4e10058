"""The elements and attributes that our templates, pictures and Markdown may write; any other is a fault."""

import re
from collections.abc import Mapping

from topicpages.pages import PICTURE_ELEMENTS

# An element and the attributes that only it has. First those that any may have: no "style" but the one that
# Markdown's tables make, no "data-md-…", which the theme acts on.
_TABLE = """
*           class dir hidden id lang role tabindex title
*           aria-atomic aria-controls aria-current aria-describedby aria-expanded aria-haspopup aria-hidden
*           aria-label aria-labelledby aria-live aria-pressed
*           data-anchor data-carries data-clipboard-text data-copy data-look data-source data-standing
*           data-search-exclude data-topic
a           data-preview href hreflang rel
button      disabled type
col         span
del         datetime
details     name open
form        action method
img         alt decoding height loading sizes src srcset width
input       autocomplete checked disabled name placeholder spellcheck type value
ins         datetime
label       for
li          value
ol          reversed start
option      selected value
output      for
select      name
svg         fill stroke stroke-linecap stroke-linejoin stroke-width
td          colspan headers rowspan style
th          colspan rowspan scope style
time        datetime
"""
_BARE = """
abbr article aside bdi blockquote br caption cite code colgroup dd div dl dt em fieldset figcaption figure
h1 h2 h3 h4 hr legend mark nav p pre q s section small span strong sub summary sup table tbody tfoot thead tr
noscript ul
"""


def _read_table() -> Mapping[str, frozenset[str]]:
    """Return the attributes by element; names in small letters, for HTML does not tell them apart."""
    table = dict.fromkeys(_BARE.split(), frozenset[str]())
    rows = [line.split() for line in _TABLE.strip().splitlines()]
    for tag, *names in [*rows, *([tag, *names] for tag, names in PICTURE_ELEMENTS.items())]:
        table[tag.lower()] = table.get(tag.lower(), frozenset()) | {name.lower() for name in names}
    return table


_READ = _read_table()
EVERYWHERE = _READ["*"]
ELEMENTS = {tag: names | EVERYWHERE for tag, names in _READ.items() if tag != "*"}

# Attributes that decide what their element does: their values, whole.
VALUES: Mapping[tuple[str, str], re.Pattern[str]] = {
    ("button", "type"): re.compile("button|submit|reset"),
    ("form", "method"): re.compile("get"),
    ("input", "type"): re.compile("search|text|checkbox|radio|range"),
    ("td", "style"): re.compile("text-align: (left|center|right);"),
    ("th", "style"): re.compile("text-align: (left|center|right);"),
}
# Without this it would be another thing than meant: a button that sends.
REQUIRED = {"button": "type"}
