"""The command ``recheck``."""

from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from topicpages.commands.exclusive import exclusive
from topicpages.commands.judged import judged
from topicpages.commands.outcome import USAGE, Outcome, Settings, are_installed, counted, done, outcome
from topicpages.diagnostics import Diagnostic, Faults, Progress, Span, has_errors, near_miss, visible
from topicpages.editing import Archive, KnownRobots, Look, cited_quotes, is_public, look_at, why_skipped
from topicpages.evidence import AddressState, Lock, lock_text, read_lock, record_looks
from topicpages.pipeline import JudgedSources
from topicpages.publishing import write_lock_file
from topicpages.sources import day_of_look, read_lock_file

ARCHIVE = Archive()
MAY_CONNECT = is_public

_NEEDED = ("pypdf", "selectolax", "trafilatura")
_TELL_QUOTES = (AddressState.LIVE, AddressState.MOVED, AddressState.CHANGED)

_OFFLINE = "no page answered, so nothing is recorded: is this machine in the net?"

# What was found of one article, as JSON has it.
Row = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Skipped:
    """An article whose address nobody looks at, and why."""

    article: str
    why: str


def run(settings: Settings, progress: Progress) -> Outcome:
    """Fetch the addresses of articles again and record what stands there; a dead page is no fault."""
    if not are_installed(_NEEDED):
        return Outcome(USAGE, (), "to recheck articles takes more packages (run: make editing)")
    site, faults = judged(settings, progress)
    if has_errors(faults):
        return outcome(faults)
    known = site.library.articles
    if unknown := tuple(_unknown_article(key, known) for key in settings.articles if key not in known):
        return Outcome(USAGE, unknown)
    found = _found(site, settings.articles or tuple(known), progress)
    # Other commands may write while pages are fetched, which takes long: only to record it keeps them out.
    return exclusive(lambda given, _: _recorded(given, found, faults))(settings, progress)


def _unknown_article(key: str, known: Collection[str]) -> Diagnostic:
    remedy = near_miss(key, known) or "give the id of an article"
    return Diagnostic(Span("sources/articles"), "unknown-article", f"there is no article “{key}”", remedy)


def _found(site: JudgedSources, chosen: Iterable[str], progress: Progress) -> tuple[Look | Skipped, ...]:
    """Look at the addresses of the articles chosen, one after another: no host gets two requests at once."""
    quotes, robots = cited_quotes(site.library), KnownRobots()
    found: list[Look | Skipped] = []
    for key in dict.fromkeys(chosen):
        article = site.library.articles[key]
        if why := why_skipped(article):
            found.append(Skipped(key, why))
            continue
        progress(f"looking at {key}")
        before = site.lock.addresses.get(key)
        copy = before.archive if before and before.url == article.record.url else None
        found.append(
            look_at(
                article,
                quotes[key],
                archive=ARCHIVE,
                known_copy=copy,
                robots=robots,
                may_connect=MAY_CONNECT,
            )
        )
    return tuple(found)


def _recorded(settings: Settings, found: tuple[Look | Skipped, ...], faults: Faults) -> Outcome:
    """Write what was found into the lock as it is now, and tell it."""
    text, unopened = read_lock_file(settings.root)
    lock, unlocked = read_lock(text)
    if has_errors((*unopened, *unlocked)):
        return outcome((*unopened, *unlocked))
    looks = [one for one in found if isinstance(one, Look)]
    offline = len(looks) > 1 and all(look.state is AddressState.UNREACHABLE for look in looks)
    recorded = lock if offline else record_looks(lock, looks, on=day_of_look())
    if recorded != lock:
        faults = (*faults, *write_lock_file(settings.root, lock_text(recorded)))
    rows = tuple(_row(one, recorded) for one in found)
    last = _OFFLINE if offline else _summary(rows)
    told = done(faults, "\n".join([*map(_line, rows), last]))
    return replace(told, found={"articles": rows})


def _row(one: Look | Skipped, lock: Lock) -> Row:
    """Return what was found of an article, for programs."""
    if isinstance(one, Skipped):
        return {"article": one.article, "found": "skipped", "why": one.why}
    record = lock.addresses.get(one.article)
    return {
        "article": one.article,
        "found": one.state.value,
        "why": one.why,
        "url": one.url,
        "at": one.at,
        "archive": record.archive if record else one.archive,
        "cited": one.cited,
        "standing": one.standing,
        "missing": [{"passage": quote.passage, "exact": quote.exact} for quote in one.missing],
        "failures": record.failures if record else 0,
        "state": record.state.value if record else None,
        "since": record.on.isoformat() if record else None,
    }


def _line(row: Row) -> str:
    """Return what was found of an article, in a line for people."""
    parts = [str(row["found"])]
    if row["why"]:
        parts[0] += f" ({visible(str(row['why']))})"
    if row["found"] == "skipped":
        return f"{row['article']}: {parts[0]}"
    if row["cited"] and row["found"] in _TELL_QUOTES:
        parts.append(f"{row['standing']} of {counted(int(row['cited']), 'quote')} there")
    if row["found"] == AddressState.CHANGED:
        missing = (f"passage {quote['passage']} “{quote['exact']}”" for quote in row["missing"])
        parts.append(f"no longer there: {', '.join(missing)}")
    if row["at"]:
        parts.append(f"now at {row['at']}")
    if row["failures"]:
        stays = "" if row["state"] == row["found"] else f", stays {row['state']}"
        parts.append(f"no answer {counted(row['failures'], 'time')} in a row{stays}")
    if row["found"] != AddressState.LIVE:
        parts.append(f"archived copy: {row['archive'] or 'none known'}")
    return f"{row['article']}: {'; '.join(parts)}"


def _summary(rows: tuple[Row, ...]) -> str:
    counts = Counter(str(row["found"]) for row in rows)
    found = ", ".join(f"{number} {state}" for state, number in counts.most_common())
    return f"rechecked {counted(len(rows), 'article')}: {found}" if rows else "there is no article to recheck"
