"""Ids and names: what may become a path, an address or an anchor."""

import re
import string

import pytest
from hypothesis import given
from hypothesis import strategies as st

from topicpages.sources.ids import collisions, folded, id_problem

# As Microsoft lists them, with the two that only some versions keep.
DEVICES = ["con", "prn", "aux", "nul", *(f"{port}{digit}" for port in ("com", "lpt") for digit in range(10))]


@pytest.mark.parametrize(
    "text", ["a", "7", "new-start", "russian-servicemen-released", "a" * 64, "com", "com10", "con-1"]
)
def test_a_plain_id_has_no_problem(text: str) -> None:
    assert id_problem(text) is None


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("", "an id is missing (write small letters, digits and single hyphens)"),
        ("New-Start", "“New-Start” is not an id (use a-z, 0-9 and single hyphens between them)"),
        ("-a", "“-a” is not an id (use a-z, 0-9 and single hyphens between them)"),
        ("a-", "“a-” is not an id (use a-z, 0-9 and single hyphens between them)"),
        ("a\n", "“a\n” is not an id (use a-z, 0-9 and single hyphens between them)"),
        ("../a", "“../a” is not an id (use a-z, 0-9 and single hyphens between them)"),
        ("a.md", "“a.md” is not an id (use a-z, 0-9 and single hyphens between them)"),
        ("ñ", "“ñ” is not an id (use a-z, 0-9 and single hyphens between them)"),
        ("٣", "“٣” is not an id (use a-z, 0-9 and single hyphens between them)"),
        ("a--b", "“a--b” has two hyphens in a row (use single ones)"),
        ("index", "“index” is the page of the folder itself (choose another id)"),
        ("A" * 60, f"“{'A' * 60}” is not an id (use a-z, 0-9 and single hyphens between them)"),
        ("a" * 65, f"“{'a' * 60}…” has 65 characters (an id has at most 64)"),
    ],
)
def test_what_cannot_be_an_id_is_named_with_its_remedy(text: str, problem: str) -> None:
    assert id_problem(text) == problem


@pytest.mark.parametrize("device", DEVICES)
def test_a_device_of_windows_is_no_id(device: str) -> None:
    assert id_problem(device) == f"“{device}” is reserved by Windows (choose another id)"


@given(st.text(alphabet=string.ascii_letters + string.digits + "-._/\\: \n%ßİſ\u202e", max_size=70))
def test_whatever_passes_is_the_same_in_a_path_an_address_and_an_anchor(text: str) -> None:
    if id_problem(text) is None:
        assert re.fullmatch("[a-z0-9-]+", text)
        assert folded(text) == text


def test_names_that_a_file_system_may_take_for_one_are_found_together() -> None:
    names = ["Kursk.md", "kursk.md", "ﬁle", "file", "straße", "STRASSE", "caf\u00e9", "cafe\u0301", "other"]
    assert collisions(names) == (
        ("Kursk.md", "kursk.md"),
        ("STRASSE", "straße"),
        ("cafe\u0301", "caf\u00e9"),
        ("file", "ﬁle"),
    )


def test_a_name_given_twice_does_not_collide_with_itself() -> None:
    assert collisions(["a", "a"]) == ()


@given(st.text())
def test_folding_twice_changes_nothing_more(name: str) -> None:
    assert folded(folded(name)) == folded(name)
