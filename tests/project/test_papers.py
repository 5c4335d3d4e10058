"""What the papers say of the program is so: codes, commands, files, links, samples."""

import fnmatch
import json
import re
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from hashlib import sha256
from pathlib import Path
from textwrap import dedent, indent
from urllib.parse import unquote

import pytest

from build_pages import main
from tests.support.codes import codes_in
from tests.support.miniature import CASES
from tools.explanations import explanations
from topicpages.commands import COMMANDS
from topicpages.pipeline import judge

ROOT = Path(__file__).parents[2]
PACKAGE = ROOT / "topicpages"
PAPERS = sorted(path.name for path in ROOT.glob("*.md"))
_LINK = re.compile(r"!?\[[^\]]*\]\(([^)\s]+)\)|<img[^>]* src=\"([^\"]+)\"|srcset=\"([^\"]+)\"")
_BLOCK = re.compile(r"^( *)```(\w*)\n(.*?)^\1```$", re.MULTILINE | re.DOTALL)
_REPORTED = re.compile(r"^\S+?:\d+:\d+: (error|warning)\[([a-z0-9-]+)\]: .+$", re.MULTILINE)


def paper(name: str) -> str:
    return (ROOT / name).read_text("utf-8")


def blocks(text: str, language: str) -> list[str]:
    """Return the texts of the code blocks in ``language``, without their indentation."""
    found = ((indent, body) for indent, tag, body in _BLOCK.findall(text) if tag == language)
    return [re.sub(f"^{indent}", "", body, flags=re.MULTILINE) for indent, body in found]


# --- codes


ENTRIES = list(explanations(paper("DIAGNOSTICS.md")))


@cache
def known() -> set[str]:
    return codes_in(PACKAGE)


def reported() -> dict[str, set[tuple[str, str]]]:
    """Return by code the severities and lines that the cases report."""
    found: dict[str, set[tuple[str, str]]] = {}
    for report in sorted(CASES.glob("*/report.txt")):
        for line in _REPORTED.finditer(report.read_text("utf-8")):
            found.setdefault(line[2], set()).add((line[1], line[0]))
    return found


def test_every_code_of_the_program_has_an_entry() -> None:
    codes = [entry.code for entry in ENTRIES]
    needed = known() | reported().keys()
    assert sorted(one for one in needed if not fnmatch.filter(codes, one)) == []


def test_every_entry_is_of_a_code_of_the_program_and_stands_once() -> None:
    codes = [entry.code for entry in ENTRIES]
    assert [one for one in codes if not any(fnmatch.fnmatch(one, code) for code in known())] == []
    assert sorted(set(codes)) == sorted(codes)


def test_every_entry_says_what_the_code_means_and_what_to_do() -> None:
    unsaid = [
        one.code for one in ENTRIES if not (one.means.endswith(".") and one.remedy.endswith((".", "?")))
    ]
    assert unsaid == []


def test_an_example_is_a_line_that_a_case_reports_and_its_severity_is_the_entry_s() -> None:
    cases = reported()
    wrong = [
        f"{entry.code}: for example\n{min(line for _, line in cases[entry.code])}"
        for entry in ENTRIES
        if entry.code in cases and (entry.severity, entry.example) not in cases[entry.code]
    ]
    assert wrong == []


def test_a_code_that_no_case_provokes_has_no_example_and_is_an_error() -> None:
    elsewhere = [entry for entry in ENTRIES if entry.code not in reported()]
    assert [(one.code, one.example) for one in elsewhere if one.example or one.severity != "error"] == []


# --- commands


def told_commands() -> str:
    return "\n".join(re.findall(r"`[^`\n]+`|^\$ .*|^[^\n]*\bmake [^\n]*#.*", _commands_text(), re.MULTILINE))


def _commands_text() -> str:
    return "\n".join(paper(name) for name in PAPERS)


def test_every_make_target_of_the_papers_is_one() -> None:
    makefile = (ROOT / "Makefile").read_text("utf-8")
    targets = set(re.findall(r"^([a-z-]+):", makefile, re.MULTILINE))
    told = set(re.findall(r"\bmake ([a-z-]+)", told_commands()))
    assert {"site", "test", "serve", "check", "pictures", "lighthouse"} <= told
    assert sorted(told - targets) == []


def test_every_command_of_the_papers_is_one_and_editing_tells_of_each() -> None:
    table = paper("EDITING.md").split("\n## Commands\n")[1].split("\n## ")[0]
    rows = re.findall(r"^\| (`[^|]+) \|", table, re.MULTILINE)
    told = re.findall(r"(?:python build_pages\.py|…) ([a-z]+)", told_commands())
    listed = {
        word for row in rows for word in re.findall(r"[a-z]+", re.sub(r"--?\S+|[A-Z]+|\w+\.py", "", row))
    }
    assert sorted(set(told) - COMMANDS.keys()) == []
    assert sorted(COMMANDS.keys() - listed - {"build"}) == []


def test_every_option_of_the_papers_is_one(capsys: pytest.CaptureFixture[str]) -> None:
    for command in COMMANDS:
        with pytest.raises(SystemExit):
            main([command, "--help"])
    known = set(re.findall(r"--[a-z-]+", capsys.readouterr().out)) | {"--upgrade", "--check"}
    told = [option for name in TELLING for option in _options(name)]
    assert told != []
    assert sorted(set(told) - known) == []


TELLING = ("README.md", "CONTRIBUTING.md", "EDITING.md", "FORMAT.md", "DIAGNOSTICS.md")


def _options(name: str) -> list[str]:
    """Return the options that a paper tells of, those of MkDocs and Git apart."""
    code = re.sub(r"`mkdocs [^`]*`", "", paper(name))
    return re.findall(r"(?<![\w-])--[a-z][a-z-]+", code)


# --- links and files


def anchors(text: str) -> set[str]:
    """Return the anchors that the code host gives to the headings of a paper."""
    found: set[str] = set()
    for heading in re.findall(r"^#{1,6} (.+)$", _BLOCK.sub("", text), re.MULTILINE):
        bare = re.sub(r"\[([^\]]*)\]\([^)]*\)", r"\1", heading).strip().lower()
        name = re.sub(r"[^\w\- ]", "", bare).replace(" ", "-")
        count = sum(one == name or re.fullmatch(rf"{re.escape(name)}-\d+", one) is not None for one in found)
        found.add(f"{name}-{count}" if count else name)
    return found


def links(name: str) -> list[str]:
    """Return the addresses inside the project that a paper links to or shows."""
    text = re.sub(r"`[^`\n]*`", "", _BLOCK.sub("", paper(name)))
    found = ["".join(groups) for groups in _LINK.findall(text)]
    return [address for address in found if not re.match(r"[a-z]+:", address)]


def dead(name: str) -> Iterator[str]:
    for address in links(name):
        path, _, anchor = unquote(address).partition("#")
        target = ROOT / (path or name)
        if not target.exists() or (anchor and anchor not in anchors(target.read_text("utf-8"))):
            yield address


@pytest.mark.parametrize("name", PAPERS)
def test_every_link_of_a_paper_leads_to_a_file_and_an_anchor_that_are_there(name: str) -> None:
    assert list(dead(name)) == []


def test_the_links_that_are_looked_at_are_found() -> None:
    readme = links("README.md")
    assert {"CONTRIBUTING.md", "EDITING.md", "FORMAT.md", "DIAGNOSTICS.md"} <= set(readme)
    assert any(address.endswith(".png") for address in readme)
    assert "#limits" not in links("README.md")
    assert "FORMAT.md#limits" in links("DIAGNOSTICS.md")
    assert anchors("# One `two`, three!\n## One\n```\n# no\n```\n## One\n") == {
        "one-two-three",
        "one",
        "one-1",
    }


def test_every_picture_of_the_readme_says_what_it_shows_and_none_is_large() -> None:
    shown = re.findall(r"!\[([^\]]*)\]\(([^)]+)\)", paper("README.md"))
    shown += [
        (alt, path)
        for path, alt in re.findall(r"<img src=\"([^\"]+)\"[^>]* alt=\"([^\"]+)\"", paper("README.md"))
    ]
    assert len(shown) == len(re.findall(r"!\[|<img ", paper("README.md")))
    assert [path for text, path in shown if len(text.split()) < 10] == []
    images = list((ROOT / ".github/images").glob("*"))
    assert [path.name for path in images if path.suffix != ".png" or path.stat().st_size > 250_000] == []
    assert [path.name for path in images if f".github/images/{path.name}" not in links("README.md")] == []


def test_architecture_names_every_wing_and_room_and_none_that_is_not_there() -> None:
    house = paper("ARCHITECTURE.md").split("\n## The house\n")[1].split("\n## ")[0]
    named: dict[str, list[str]] = {}
    wing = ""
    for wings, rooms in re.findall(r"^\| (`[^|]*|) *\| ([^|]*?) *\|", house, re.MULTILINE):
        for wing in _names(wings):
            named[wing] = []
        named[wing] += _names(rooms)
    assert {wing: sorted(rooms) for wing, rooms in named.items()} == {
        wing: [] if wing in ("commands/", "pipeline") else list(_entries(PACKAGE / wing))
        for wing in _entries(PACKAGE)
    }


def _names(cell: str) -> list[str]:
    return re.findall(r"`([^`]+)`", cell)


def _entries(folder: Path) -> Iterator[str]:
    """Yield modules without their ending and folders with a slash, as ARCHITECTURE.md names them."""
    for path in sorted(folder.glob("*")):
        if path.is_dir() and path.name != "__pycache__":
            yield f"{path.name}/"
        elif path.suffix == ".py" and path.name != "__init__.py":
            yield path.stem


@pytest.mark.parametrize("name", sorted({*PAPERS} - {"DIAGNOSTICS.md"}))
def test_every_file_that_a_paper_names_with_its_ending_is_there(name: str) -> None:
    text = re.sub(r"\]\([^)]*\)", "]", _BLOCK.sub("", paper(name)))
    files = re.findall(r"`([\w./-]+\.(?:py|toml|md|yml|in|txt|sh|json|css|js|html))`", text)
    shown = {sample.path for sample in samples()}
    assert [file for file in files if file not in shown and not _is_a_file(file)] == []


def _is_a_file(name: str) -> bool:
    folders = ("", "topicpages", "sources", "docs/assets", "overrides", "tools", ".github/workflows")
    written_later = {"evidence.lock.json", "sbom.json", "uv.lock"}
    return name in written_later or any((ROOT / folder / name).exists() for folder in folders)


# --- samples


def sample_claim() -> str:
    (claim,) = (block for block in blocks(paper("README.md"), "yaml") if "- id:" in block)
    return claim


def site_with(claim: str, root: Path) -> Path:
    """Make a site of the real articles and one sheet that holds only ``claim``, and return its folder."""
    sources = root / "sources"
    shutil.copytree(ROOT / "sources/articles", sources / "articles")
    for name in ("publishers.yml", "origins.yml", "entities.yml", "units.yml"):
        shutil.copy(ROOT / "sources" / name, sources / name)
    (sources / "site.yml").write_text("name: One claim\ndescription: A sample.\n", "utf-8")
    (sources / "facts").mkdir()
    sheet = f"title: Sample\nsections:\n  - title: Sample\n    claims:\n{indent(claim, '      ')}"
    (sources / "facts/sample.yml").write_text(sheet, "utf-8")
    return root


def test_the_claim_in_the_readme_is_proven_by_the_real_articles(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1935705600")
    monkeypatch.chdir(site_with(sample_claim(), tmp_path))
    assert (main(["check"]), capsys.readouterr().out) == (
        0,
        "checked 1 claim of 1 fact sheet against 5 articles\n",
    )


def test_the_fault_in_the_readme_is_what_a_wrong_figure_in_its_claim_gives(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1935705600")
    (shown,) = (block for block in blocks(paper("README.md"), "text") if "error[" in block)
    _, _, told = " ".join(shown.split()).partition(": ")
    wrong = sample_claim().replace("side to 1,550 deployed", "side to 1,555 deployed")
    monkeypatch.chdir(site_with(wrong, tmp_path))
    assert main(["check"]) == 1
    assert f"sources/facts/sample.yml:7:20: {told}\n" in capsys.readouterr().out


@dataclass(frozen=True)
class Sample:
    """A YAML sample of FORMAT.md, the step that shows it, and the file that is named last above it."""

    step: str
    path: str
    text: str


def samples() -> Iterator[Sample]:
    text = paper("FORMAT.md")
    for block in _BLOCK.finditer(text):
        if block[2] == "yaml":
            above = text[: block.start()]
            step = re.findall(r"^## (.+)$", above, re.MULTILINE)[-1]
            yield Sample(step, re.findall(r"`(sources/[^`*]+\.(?:yml|md))`", above)[-1], block[3])


SAMPLES = list(samples())
STEPS = list(dict.fromkeys(sample.step for sample in SAMPLES))


# Of the record of a private text in FORMAT.md; line 7 is the newsletter that it skips.
ORIGINAL = """\
A ferry for Lund

The council wants one, and soon.

Two of them will do, for two ferries are on order at a yard in the north, its chairman said.

Get our letter every Friday.
"""


def site_after(step: str, root: Path) -> Path:
    """Write the site that a reader has who followed FORMAT.md up to ``step``, and return its folder."""
    files: dict[str, str] = {}
    claims: dict[str, str] = {}
    for sample in SAMPLES[: max(at for at, one in enumerate(SAMPLES) if one.step == step) + 1]:
        text = sample.text
        if text.startswith("title: "):
            head, _, claim = text.partition("claims:\n")
            files["head"], text = f"{head}claims:\n", dedent(claim)
        if text.startswith("- id: "):
            for claim in re.split(r"^(?=- id: )", text, flags=re.MULTILINE)[1:]:
                claims[claim.splitlines()[0]] = claim
        elif text.startswith("---\n"):
            original = ORIGINAL if "\ntext: private\n" in text else sample.path
            digits = sha256(original.encode()).hexdigest()
            if original is ORIGINAL:
                files[f"originals/{Path(sample.path).stem}.txt"] = original
            files[sample.path] = text.replace("sha256: …", f"sha256: {digits}")
        else:
            files[sample.path] = files.get(sample.path, "") + text
    sheet = "sources/facts/port.yml"
    files[sheet] = files.pop("head") + indent("".join(claims.values()), " " * 6) + files.get(sheet, "")
    for path, text in files.items():
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_text(text, "utf-8")
    return root


@pytest.mark.parametrize("step", STEPS)
def test_the_samples_of_the_format_are_a_site_without_a_fault_after_each_step(
    step: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1717200000")
    assert [str(fault) for fault in judge(site_after(step, tmp_path)).diagnostics] == []


def test_each_step_of_the_format_has_a_sample_and_is_listed_at_the_top() -> None:
    text = _BLOCK.sub("", paper("FORMAT.md"))
    numbered = re.findall(r"^## (\d+\. .+)$", text, re.MULTILINE)
    assert numbered == STEPS
    assert [int(step.partition(".")[0]) for step in numbered] == list(range(1, len(STEPS) + 1))
    assert [address for address in anchors(text) if address[0].isdigit()] != []
    listed = text.split("\n## ")[0]
    assert [one for one in anchors(text) if one[0].isdigit() and f"(#{one})" not in listed] == []


def test_no_paper_has_a_yaml_sample_that_is_not_built() -> None:
    assert {name for name in PAPERS if blocks(paper(name), "yaml")} == {"FORMAT.md", "README.md"}


def test_the_format_names_every_key_and_every_word_that_a_key_may_hold() -> None:
    told = set(re.findall(r"[\w-]+", paper("FORMAT.md")))
    schemas = [json.loads(path.read_text("utf-8")) for path in (ROOT / "schema").glob("*.json")]
    words = {word for schema in schemas for word in _words(schema)}
    assert {"self_contradicts", "years-between", "min", "withdrawn_why"} <= words
    assert sorted(words - told) == []


def _words(schema: object) -> Iterator[str]:
    """Yield the keys and the allowed words of a JSON Schema."""
    if isinstance(schema, dict):
        if isinstance(properties := schema.get("properties"), dict):
            yield from properties
        yield from (str(word) for word in (*schema.get("enum", ()), schema.get("const", "yes")))
    for part in schema.values() if isinstance(schema, dict) else schema if isinstance(schema, list) else ():
        yield from _words(part)
