"""Prints what each stage of a build takes, beside plain ``mkdocs build`` of the same pages.

    python tools/bench.py [RUNS]

Two sites are measured, each in a folder of its own: the one in ``sources/`` and a synthetic, larger one. In
each run the stages and then MkDocs work in one fresh process, where nothing of an earlier run is remembered
and neither pays for starting Python; medians are printed, of the clock on the wall and of the processor.
Nothing is tested: times say more about the machine.
"""

import logging
import multiprocessing
import shutil
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).parents[1]))

from mkdocs.commands.build import build as mkdocs_build
from mkdocs.config import load_config

from topicpages.evidence.assessment import assess
from topicpages.evidence.checks import check
from topicpages.evidence.lock_file import read_lock
from topicpages.pipeline import JudgedSources
from topicpages.publishing.building import generated
from topicpages.publishing.write import acquire, write_pages
from topicpages.sources.corpus import read_corpus
from topicpages.sources.files import read_lock_file, read_sources
from topicpages.sources.link import link_corpus
from topicpages.sources.today import day_of_build

ROOT = Path(__file__).parents[1]
BY_HAND = ("mkdocs.yml", "overrides", "docs/assets", "docs/search.md")
READING, CHECKING, WRITING = ("read", "decode", "link"), ("evidence", "check"), ("write",)
MKDOCS = "mkdocs build"
TOPICS, CLAIMS, ARTICLES = 20, 30, 40

Taken = tuple[float, float]
Times = dict[str, Taken]


def main() -> None:
    """Measure both sites and print a table of each."""
    runs = int(sys.argv[1]) if len(sys.argv) > 1 else 5
    logging.getLogger("mkdocs").setLevel(logging.ERROR)
    with tempfile.TemporaryDirectory(prefix="bench-") as folder:
        for name, fill in (("the site in sources/", real), ("a synthetic site", synthetic)):
            root = Path(folder) / fill.__name__
            laid_out(root)
            fill(root)
            measured(name, root, runs)


def laid_out(root: Path) -> None:
    """Copy what people wrote for the look of the site."""
    for path in BY_HAND:
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        copy: Callable[..., Any] = shutil.copytree if (ROOT / path).is_dir() else shutil.copy2
        copy(ROOT / path, root / path)


def real(root: Path) -> None:
    """Take the sources of this site."""
    shutil.copytree(ROOT / "sources", root / "sources")


# --- measuring -------------------------------------------------------------------------------------------


def measured(name: str, root: Path, runs: int) -> None:
    """Run every stage and MkDocs in turn, that often, and print the medians."""
    results = [in_fresh_process(one_run, root) for _ in range(runs)]
    print(f"\n{name}: {results[0][0]} files made, median of {runs}\n")
    print(f"{'stage':<14}{'wall s':>9}{'CPU s':>9}{'of mkdocs build':>18}")
    medians = {stage: median([times[stage] for _, times in results]) for stage in results[0][1]}
    for stage in medians:
        print_row(stage, medians)
    print_sum("reading + checking + writing", (*READING, *CHECKING, *WRITING), medians)
    print_sum("all but mkdocs", [stage for stage in medians if stage != MKDOCS], medians)


def in_fresh_process(measure: Callable[[Path], tuple[int, Times]], root: Path) -> tuple[int, Times]:
    """Return what ``measure`` does in a process that has imported all of this, but run nothing."""
    with ProcessPoolExecutor(1, mp_context=multiprocessing.get_context("fork")) as pool:
        return pool.submit(measure, root).result()


def one_run(root: Path) -> tuple[int, Times]:
    """Build the pages, then the site with MkDocs; return how many files were made and the times."""
    times: Times = {}
    pages = built(root, times)
    with clocked(times, MKDOCS):
        published(root)
    return pages, times


def built(root: Path, times: Times) -> int:
    """Build the pages anew, as the first build after a clone does, and return how many."""
    for path in (root / ".topicpages", *(root / "docs").glob("*")):
        if path.is_dir() and path.name != "assets":
            shutil.rmtree(path)
        elif path.suffix == ".md" and path.name != "search.md":
            path.unlink()
    with clocked(times, "read"):
        files, unread = read_sources(root)
        lock, _ = read_lock(read_lock_file(root)[0])
    with clocked(times, "decode"):
        corpus, _ = read_corpus(files, unread)
    with clocked(times, "link"):
        library, _ = link_corpus(corpus)
        day = day_of_build(root, library)
    with clocked(times, "evidence"):
        evidence, found = assess(library, lock, day)
    with clocked(times, "check"):
        found = (*found, *check(library, evidence))
    site = JudgedSources(root, library, evidence, lock, day, found)
    if not site.sound:
        sys.exit("\n".join(map(str, found)))
    with clocked(times, "render"):
        pages = generated(site)
    with clocked(times, "write"):
        held = acquire(root)
        if held is None:
            sys.exit("another build runs in the folder of the bench")
        with held:
            write_pages(root, pages)
    return len(pages)


def published(root: Path) -> None:
    """Build the site with MkDocs alone: the pages are there, so the hook is left out."""
    config = load_config(str(root / "mkdocs.yml"), hooks=[], site_dir=str(root / "site"), strict=False)
    config.plugins.on_startup(command="build", dirty=False)
    mkdocs_build(config)
    config.plugins.on_shutdown()


@contextmanager
def clocked(times: Times, stage: str) -> Iterator[None]:
    """Put into ``times`` how long the block takes: on the wall, and of the processor."""
    wall, cpu = time.perf_counter(), time.process_time()
    yield
    times[stage] = time.perf_counter() - wall, time.process_time() - cpu


def median(taken: list[Taken]) -> Taken:
    """Return the medians of both clocks."""
    return statistics.median(wall for wall, _ in taken), statistics.median(cpu for _, cpu in taken)


def print_row(stage: str, medians: Times) -> None:
    """Print one stage with its share of MkDocs' time on the wall."""
    wall, cpu = medians[stage]
    print(f"{stage:<14}{wall:>9.3f}{cpu:>9.3f}{wall / medians[MKDOCS][0]:>18.1%}")


def print_sum(name: str, stages: Iterable[str], medians: Times) -> None:
    """Print the share of several stages together, by both clocks."""
    shares = [sum(medians[one][clock] for one in stages) / medians[MKDOCS][clock] for clock in (0, 1)]
    print(f"{name}: {shares[0]:.1%} of {MKDOCS} ({shares[1]:.1%} of its processor time)")


# --- a synthetic site ------------------------------------------------------------------------------------


def synthetic(root: Path) -> None:
    """Write sources with that many topics, claims and articles; each claim has two citations."""
    sources = root / "sources"
    for folder in ("articles", "facts"):
        (sources / folder).mkdir(parents=True)
    registries = {
        "site": "name: Many boats\ndescription: Made to be measured.\n",
        "units": "boats: {name: boats, words: [boat, boats]}\n",
        "entities": "".join(
            f"port-{n}: {{name: Port of Ax{n:02}y, kind: organisation}}\n" for n in range(50)
        ),
        "publishers": "".join(f"paper-{n}: {{name: Paper Nr{n}x}}\n" for n in range(ARTICLES)),
    }
    for name, text in registries.items():
        (sources / f"{name}.yml").write_text(text, "utf-8")
    facts = [(topic, claim) for topic in range(TOPICS) for claim in range(CLAIMS)]
    for article in range(ARTICLES):
        carried = [fact for fact in facts if article in carriers(*fact)]
        (sources / f"articles/paper-{article}.md").write_text(record(article, carried), "utf-8")
    for topic in range(TOPICS):
        claims = "".join(claim_text(topic, claim) for claim in range(CLAIMS))
        text = f"title: Harbour {letter(topic)}\nsections:\n  - title: Boats\n    claims:\n{claims}"
        (sources / f"facts/harbour-{topic}.yml").write_text(text, "utf-8")


def carriers(topic: int, claim: int) -> tuple[int, int]:
    """Return the two articles that carry a claim."""
    first = (topic * 7 + claim) % ARTICLES
    return first, (first + 11) % ARTICLES


def words(topic: int, claim: int) -> str:
    """Return what a claim says, in words that stand in no other one."""
    return f"{1000 + topic * CLAIMS + claim} boats lie at Port of Ax{claim:02}y"


def letter(topic: int) -> str:
    """Return the name of a topic's harbour."""
    return chr(ord("A") + topic)


def record(article: int, carried: list[tuple[int, int]]) -> str:
    """Return an article's record with a passage for each claim that it carries."""
    rows = "".join(f"    - {{lines: {2 * row + 1}, role: body}}\n" for row in range(len(carried)))
    notes = "\n".join(
        f"By the count of the day and as the paper would have its readers know, “{words(*fact)}” for now.\n"
        for fact in carried
    )
    return (
        f"---\npublisher: paper-{article}\npublished: {{edtf: 2031-05-02}}\nkinds: [report]\ntext: notes\n"
        f"origins: []\noriginal:\n  sha256: {article:064x}\n  passages:\n{rows}---\n\n{notes}"
    )


def claim_text(topic: int, claim: int) -> str:
    """Return a claim as its sheet writes it."""
    said = words(topic, claim)
    cited = "".join(
        f"          - {{article: paper-{article}, quotes: [{said}]}}\n" for article in carriers(topic, claim)
    )
    return f"""\
      - id: boats-{claim}
        question: What lies at the Port of Ax{claim:02}y in harbour {letter(topic)}?
        statement: {said}.
        kind: quantity
        values: [{{amount: {said.split()[0]}, unit: boats, party: port-{claim}}}]
        citations:
{cited}"""


if __name__ == "__main__":
    main()
