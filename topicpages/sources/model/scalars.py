"""The types of single texts (ids, dates, days, addresses, numbers), and the base of all shapes."""

import re
from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Annotated

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    StringConstraints,
    WithJsonSchema,
)

from topicpages.language import figures_in, parse_edtf
from topicpages.sources.ids import id_problem
from topicpages.sources.urls import public_url

MAX_TEXT = 10_000
MAX_QUOTE = 1_000
# What tells a ``Name`` from other texts in the JSON Schema of a model.
BARE = "x-bare"
_SHA256 = re.compile(r"[0-9a-f]{64}")
# Of the ways to write a day that Python reads, one is ours.
_LONGEST_DATE = 40
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")


def _valid_id(text: str) -> str:
    problem = id_problem(text)
    if problem:
        raise ValueError(f"bad-id|{problem}")
    return text


def _valid_edtf(text: str) -> str:
    if _DAY.fullmatch(text) and parse_edtf(text) is None:
        raise ValueError(f"bad-date|the calendar has no day “{text}”|correct the day or the month")
    if parse_edtf(text) is None:
        remedy = "write 2026-02-05, 2026-02, 2021~, [2021-09..2021-12] or 2025/2026"
        if day := in_figures(text):
            remedy = f"write {day}"
        raise ValueError(f"bad-date|“{text}” is not an EDTF date|{remedy}")
    return text


def in_figures(text: str) -> str:
    """Return a date in English words, such as “5 February 2026”, as EDTF, or the empty string."""
    figures = figures_in(text[:_LONGEST_DATE])
    when = figures[0].when if len(figures) == 1 and figures[0].text == text.strip() else None
    if when is None or not when.year or not when.month or when.part or when.bounds is None:
        return ""
    edtf = f"{when.year:04}-{when.month:02}" + (f"-{when.day:02}" if when.day else "")
    return edtf if parse_edtf(edtf) and not (when.last_day or when.last_month or when.last_year) else ""


def _valid_url(text: str) -> str:
    _, problem = public_url(text)
    if problem:
        raise ValueError(f"bad-url|“{text}” {problem}|write a plain http or https address")
    return text


def _valid_day(text: object) -> object:
    if not isinstance(text, str):
        return text
    try:
        if _DAY.fullmatch(text):
            return date.fromisoformat(text)
    except ValueError:
        pass  # such as 30 February
    day = in_figures(text)
    shown = day if _DAY.fullmatch(day) else "it as 2026-02-05"
    raise ValueError(f"bad-date|“{text}” is not a day|write {shown}")


def _valid_sha256(text: str) -> str:
    if not _SHA256.fullmatch(text):
        raise ValueError(f"bad-value|“{text}” is not a SHA-256|write its 64 digits, 0-9 and a-f")
    return text


Sha256 = Annotated[str, AfterValidator(_valid_sha256)]
Text = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=MAX_TEXT)]
# A name, a title, a word: bare where YAML lets it be; sentences and words of articles stand in quote marks.
Name = Annotated[Text, Field(json_schema_extra={BARE: True})]
Id = Annotated[str, AfterValidator(_valid_id)]
# Ids of other files may be qualified: "sheet/claim" or "sheet/claim/position".
ClaimPath = Annotated[
    str, StringConstraints(min_length=1, max_length=200), Field(json_schema_extra={BARE: True})
]
EdtfText = Annotated[str, AfterValidator(_valid_edtf)]
Url = Annotated[str, AfterValidator(_valid_url)]
# Beyond this an amount is no figure of an article (999 trillion); and 1e999999 would print a million digits.
Number = Annotated[Decimal, Field(max_digits=21, decimal_places=6)]
Day = Annotated[date, BeforeValidator(_valid_day), WithJsonSchema({"type": "string", "format": "date"})]


class Shape(BaseModel):
    """The base of all shapes: objects are frozen, and an unknown key is a fault."""

    model_config = ConfigDict(frozen=True, extra="forbid")


def one_or_many(raw: object) -> object:
    """Return a list of what stands by itself where a list may stand."""
    return [raw] if isinstance(raw, str | Mapping) else raw


Names = Annotated[
    tuple[Name, ...],
    BeforeValidator(one_or_many, json_schema_input_type=str | list[str]),
    Field(min_length=1),
]
