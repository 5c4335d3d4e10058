"""Dates as EDTF, shown for people, compared, and resolved from words like “Thursday” or “last month”."""

from topicpages.dates.edtf import Edtf, between, in_month, in_year, inside, on_day, overlap, parse
from topicpages.dates.english import shown
from topicpages.dates.names import MONTHS, WEEKDAYS
from topicpages.dates.resolve import (
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
