"""Dates as EDTF, shown for people, compared, and resolved from words like “Thursday” or “last month”."""

from topicpages.language.dates.calendar import MONTHS, WEEKDAYS
from topicpages.language.dates.edtf import Edtf, between, in_month, in_year, inside, on_day, overlap, parse
from topicpages.language.dates.english import shown
from topicpages.language.dates.resolve import (
    resolve_latest,
    resolve_relative,
    resolve_same_month,
    resolve_weekday,
)

__all__ = [
    "MONTHS",
    "WEEKDAYS",
    "Edtf",
    "between",
    "in_month",
    "in_year",
    "inside",
    "on_day",
    "overlap",
    "parse",
    "resolve_latest",
    "resolve_relative",
    "resolve_same_month",
    "resolve_weekday",
    "shown",
]
