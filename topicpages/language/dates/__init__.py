"""Dates as EDTF, shown for people, compared, and resolved from words like “Thursday” or “last month”."""

from topicpages.language.dates.calendar import MONTHS, WEEKDAYS
from topicpages.language.dates.edtf import (
    Edtf,
    between,
    days_inside,
    days_overlap,
    in_month,
    in_year,
    on_day,
    parse_edtf,
)
from topicpages.language.dates.english import date_in_english
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
    "date_in_english",
    "days_inside",
    "days_overlap",
    "in_month",
    "in_year",
    "on_day",
    "parse_edtf",
    "resolve_latest",
    "resolve_relative",
    "resolve_same_month",
    "resolve_weekday",
]
