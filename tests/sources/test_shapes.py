"""What a model lets stand at a place: keys in its order, sorts of scalars, nothing where it knows none."""

import pytest

from topicpages.sources.corpus import shapes_of
from topicpages.sources.model import BARE, FactSheet
from topicpages.sources.shapes import Shapes

SHEET = Shapes.of(FactSheet)
CLAIM = SHEET.at("sections").at(0).at("claims").at(3)


def test_the_keys_of_a_claim_are_in_the_order_of_the_shape_that_knows_most_of_them() -> None:
    one = "id question statement order kind when as_of stale_after speaker values value variants"
    one += " citations citation retired"
    beside = ("where", "differs_by", "self_contradicts", "see", "note")
    assert CLAIM.order_for({"statement": "", "id": ""}) == (*one.split(), *beside)
    assert CLAIM.order_for({"positions": [], "id": ""}) == ("id", "question", "positions", *beside)
    assert CLAIM.at("positions").at(0).order_for({"id": ""})[:2] == ("id", "statement")


def test_a_short_form_stands_beside_its_long_form_and_a_text_has_the_sort_of_what_it_means() -> None:
    record = shapes_of("sources/articles/post.md")
    assert record is not None
    assert record.order_for({"author": "", "kind": ""})[2:11] == (
        *("authors", "author", "published", "url", "url_basis", "url_public", "archive", "kinds", "kind"),
    )
    assert record.at("author").any_has(BARE, *(True,))
    assert record.at("published").keys == {"edtf", "basis", "why"}
    cited = CLAIM.at("citation")
    assert cited.order_for({"article": "", "quote": ""})[:3] == ("article", "quotes", "quote")
    assert cited.at("quote").any_has("maxLength", 1_000)
    assert CLAIM.at("citations").at(2).keys == cited.keys


def test_the_keys_that_may_stand_at_a_place_are_those_of_all_its_shapes() -> None:
    assert SHEET.keys == {"title", "description", "lead", "sections", "figures", "corrections"}
    assert {"statement", "positions", "where"} < CLAIM.keys
    assert CLAIM.at("citations").at(0).at("quotes").at(1).keys == {"exact", "prefix", "suffix"}


def test_a_place_that_no_model_knows_has_no_shape() -> None:
    unknown = SHEET.at("sectoins").at(0)
    assert (unknown.alternatives, unknown.keys, unknown.order_for({"a": 1})) == ((), frozenset(), ())


@pytest.mark.parametrize(
    ("path", "steps", "attribute", "value"),
    [
        ("sources/units.yml", ("ferries", "words", 0), BARE, True),
        ("sources/paraphrases.yml", ("reopen", 0, "word"), BARE, True),
        ("sources/entities.yml", ("ada", "coordinates", "lat"), "type", "number"),
        ("sources/articles/post.md", ("url_public",), "type", "boolean"),
        ("sources/articles/post.md", ("original", "passages", 0, "lines"), "type", "integer"),
        ("sources/facts/ferries.yml", ("title",), BARE, True),
    ],
)
def test_a_scalar_is_of_the_sort_that_its_model_says(
    path: str, steps: tuple[str | int, ...], attribute: str, value: object
) -> None:
    shapes = shapes_of(path)
    assert shapes is not None
    for step in steps:
        shapes = shapes.at(step)
    assert shapes.any_has(attribute, value)
    assert not shapes.any_has(attribute, "something else")


def test_a_file_that_no_stage_reads_has_no_shapes() -> None:
    assert shapes_of("sources/gulls.yml") is None
