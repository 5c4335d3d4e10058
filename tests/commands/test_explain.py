"""What ``explain`` prints of codes."""

import json
from collections.abc import Callable

import pytest

import build_pages
from topicpages.commands.explanations import explanations

Run = Callable[..., tuple[int, str]]

WORDS = """\
figure-not-proven (error)

  No single citation has every figure, date and degree of the statement in its quotes,
  or a figure counts something else there.

Why it matters: Proof
  The build compares what a claim says with the words that carry it: figures, names, and
  every other word. One citation by itself must carry everything, because an article
  that says nearly the same is how most wrong statements get a source; see Readings for
  `reads`.

What to do
  Correct it, quote the words that say it, or say by `reads` how it is computed.

Bad
  sources/facts/ferries.yml
    statement: There are five ferries in May.
  → sources/facts/ferries.yml:7:20: error[figure-not-proven]: “May” is in the statement but in none of the \
quotes of “harbour-post”, passage 2 (one citation must carry the whole answer; correct it, quote the words \
that say it, or say by “reads” how it is computed)

Good
  sources/facts/ferries.yml
    statement: There are three ferries.
"""


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str]) -> Run:
    def running(*arguments: str) -> tuple[int, str]:
        status = build_pages.main(["explain", *arguments])
        return status, capsys.readouterr().out

    return running


def test_a_code_is_explained_with_why_it_matters_and_a_bad_and_a_good_example(run: Run) -> None:
    assert run("figure-not-proven") == (0, WORDS)


def test_without_a_code_each_is_listed_on_a_line_below_its_stage(run: Run) -> None:
    status, out = run()
    lines = out.splitlines()
    assert status == 0
    assert lines[0] == "Files:"
    assert [line.split()[0] for line in lines if line.startswith(" ")] == [one.code for one in explanations()]
    width = max(len(one.code) for one in explanations())
    assert f"  {'busy':{width}}  Another build of this site is running (exit 3)." in lines


def test_an_unknown_code_is_told_with_the_nearest_one(run: Run) -> None:
    status, out = run("figure-not-prooven", "x")
    assert status == 2
    assert out.splitlines() == [
        "there is no code “figure-not-prooven” (did you mean “figure-not-proven”?)",
        "there is no code “x” (explain without a code lists all)",
    ]


def test_lines_that_must_only_go_are_told_so(run: Run) -> None:
    assert run("contradiction-not-cited")[1].endswith("\nGood\n  nothing: take these lines out\n")


def test_programs_get_what_the_paper_says_as_json(run: Run) -> None:
    (told,) = json.loads(run("quote-missing", "--format", "json")[1])["codes"]
    assert (told["code"], told["severity"], told["stage"]) == ("quote-missing", "error", "Quotes")
    assert len(json.loads(run("--format", "json")[1])["codes"]) == len(explanations())
