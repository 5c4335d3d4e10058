"""Tells by its words alone that a short line is no part of an article: “Accept cookies”, “Read more”."""

import re

# A paragraph of an article may speak of cookies; what stands around it says so in few words.
_LONGEST = 45
_LONGEST_LABEL = 8
_LONGEST_LINE = 500

# In order: the first that fits says why. A phrase may stand anywhere in the line; a label is the whole line.
_PHRASES = {
    "cookie notice": (
        r"\b(?:(?:we|site|website|page|partners) uses?|use of|accept(?: all)?|manage|our) cookies\b",
        r"\bcookies? (?:policy|notice|settings|preferences)\b",
        r"\bwe value your privacy\b",
    ),
    "comment form": (
        r"\b(?:leave|post|write|add) (?:a|your) (?:comment|reply)\b",
        r"\bcomments? policy\b",
        r"\bbefore commenting\b",
        r"\byour e-?mail address will not be published\b",
        r"\bjoin the (?:conversation|discussion)\b",
        r"\b(?:log|sign) in to comment\b",
    ),
    "copyright notice": (
        r"^(?:copyright\b|©|\(c\) ?\d{4})",
        r"\ball rights reserved\b",
        r"\breprint permission\b",
    ),
    "invitation to subscribe": (
        r"\bsubscribe (?:now|today|here|to (?:our|the|continue|read))\b",
        r"\bsign up (?:for|to|now|here)\b",
        r"\b(?:get|receive) .{0,60}\b(?:updates?|news|newsletter)\b.{0,60}\b(?:inbox|device|e-?mail)\b",
        r"\balready a (?:subscriber|member)\b",
        r"\bour (?:free )?newsletter\b",
    ),
    "contact line": (
        r"\b(?:contact|e-?mail) (?:the )?(?:author|reporter|us)\b.*@",
        r"^.{3,60} can be reached (?:at|on|by)\b",
        r"^follow (?:us|him|her|them|@\w+) on\b",
    ),
    "buttons to share": (
        r"^(?:share|tweet|pin|copy link|share (?:this|on|via) .{0,30})$",
        r"^click to share\b",
    ),
    "related articles": (
        r"^(?:read (?:more|also|next)|see also|also read) ?[:.]",
        r"^(?:read (?:more|also|next)|see also|also read|trending(?: now)?|more stories) ?[:.]?$",
        r"^related(?: (?:articles?|stories|posts|news|topics|content))? ?[:.]?$",
        r"^recommended(?: (?:for you|stories|reading))? ?[:.]?$",
        r"^you (?:may|might) (?:also (?:like|be interested in)|have missed)\b",
        r"^(?:most (?:read|popular)|latest (?:news|stories)) ?[:.]?$",
        r"^(?:previous|next) (?:article|post|story) ?[:.]?$",
    ),
    "author line with reading time": (
        r"\b\d+ ?(?:min(?:ute)?s?) read\b",
        r"^(?:\d+|no) comments?\b",
    ),
    "author line": (
        r"^(?:by|written by|words by|reported by|posted by|author:) (?-i:[A-Z]|the\b)(?!.*[.!?]$).{1,60}$",
    ),
}
_LABELS = {
    "advertisement": (
        r"advertisements?(?: [-–—] .*)?|advert|sponsored(?: content)?|paid content|ad|promoted(?: content)?",
        r"(?:story|article) continues below(?: advertisement)?",
    ),
    "menu": (
        r"menu|home|skip to (?:main )?content|search(?: .{0,20})?|log ?in|sign ?in|my account|back to top",
        r"toggle navigation|close|open menu",
    ),
    "comment form": (r"comments?|name|e-?mail|website|submit|reply|post comment",),
    "footer": (
        r"privacy(?: policy)?|terms(?: (?:of|and) \w+)?|contact(?: us)?|about(?: us)?|imprint",
        r"advertise(?: with us)?|sitemap",
    ),
    "tags": (r"(?:tags?|topics|filed under|categories|keywords|labels)(?: ?:.*)?",),
    "picture credit": (r"(?:photo|image|picture|video)s?(?: credit| by|:).*",),
}
_SOURCES = (
    r"(?:sources?|references?|source list|further reading|works cited|citations)\s*:?",
    r"sources? (?:and|&) (?:references|links|further reading)\s*:?",
)
_MISSING_PAGE = (
    r"\b404\b",
    r"\bpage (?:was |could )?not (?:be )?found\b",
    r"\bpage (?:does not|doesn.t|no longer) exists?\b",
    r"\bno longer (?:available|exists)\b",
    r"^not found$",
    r"\b(?:access denied|403 forbidden|service unavailable|internal server error)\b",
    r"\b(?:are you a (?:robot|human)|just a moment|verify (?:that )?you are human|checking your browser)\b",
    r"\b(?:enable|turn on) javascript\b",
)
_PAYWALL = (
    r"\bsubscribe (?:now )?to (?:continue|read|keep reading|unlock)\b",
    r"\bto (?:continue|keep) reading\b",
    r"\balready a (?:subscriber|member)\b",
    r"\b(?:article|story) is (?:only )?(?:(?:reserved )?for|available to) (?:our )?(?:subscribers|members)\b",
    r"\b(?:subscribers|members) only\b",
    r"\bunlock (?:this|the full) (?:article|story)\b",
)
# “Home » News » New boats”: at least two marks, so that no sentence is one.
_PATH = re.compile(r"(?:home\b[^»›>]*|[^»›>]{1,60}[»›>][^»›>]{1,60})[»›>][^»›>]+", re.IGNORECASE)


def _any_of(alternatives: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile("|".join(f"(?:{one})" for one in alternatives), re.IGNORECASE)


_PHRASE_PATTERNS = tuple((why, _any_of(alternatives)) for why, alternatives in _PHRASES.items())
_LABEL_PATTERNS = tuple((why, _any_of(alternatives)) for why, alternatives in _LABELS.items())
_SOURCES_PATTERN, _MISSING_PATTERN, _PAYWALL_PATTERN = map(_any_of, (_SOURCES, _MISSING_PAGE, _PAYWALL))


def reason(text: str) -> str:
    """Return why a line with this text is no part of an article; empty when its words do not say so."""
    count = len(text.split())
    if count > _LONGEST or len(text) > _LONGEST_LINE:
        return ""
    if _PATH.fullmatch(text):
        return "path of the page"
    if count <= _LONGEST_LABEL:
        for why, pattern in _LABEL_PATTERNS:
            if pattern.fullmatch(text.strip(" .:|•·»›-–—")):
                return why
    return next((why for why, pattern in _PHRASE_PATTERNS if pattern.search(text)), "")


def begins_sources(text: str) -> bool:
    """Tell whether ``text`` stands above a list of sources."""
    return _SOURCES_PATTERN.fullmatch(text.strip()) is not None


def tells_of_missing_page(text: str) -> bool:
    """Tell whether ``text`` is what a server shows in place of a page."""
    return _MISSING_PATTERN.search(text[:_LONGEST_LINE]) is not None


def asks_to_pay(text: str) -> bool:
    """Tell whether ``text`` asks the reader to subscribe in order to read on."""
    return _PAYWALL_PATTERN.search(text[:_LONGEST_LINE]) is not None
