"""Readers report errors where the site says, else where the machine that publishes it says."""

import pytest

from tests.support.evidence_samples import REGISTRIES, library
from topicpages.diagnostics import Diagnostic, Span
from topicpages.sources.report_address import with_report_address

OURS = "https://example.org/ours/issues/new"


@pytest.fixture(autouse=True)
def _given(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("REPORT_URL", OURS)


def test_the_variable_gives_the_address_that_the_site_does_not() -> None:
    found, faults = with_report_address(library())
    assert (found.site.report, faults) == (OURS, ())


def test_the_address_of_the_site_goes_before_that_of_the_variable() -> None:
    site = REGISTRIES["site"] + "report: https://example.org/theirs\n"
    found, faults = with_report_address(library(registries={"site": site}))
    assert (found.site.report, faults) == ("https://example.org/theirs", ())


def test_without_either_there_is_no_address(monkeypatch: pytest.MonkeyPatch) -> None:
    for given in (None, ""):
        monkeypatch.delenv("REPORT_URL") if given is None else monkeypatch.setenv("REPORT_URL", given)
        found, faults = with_report_address(library())
        assert (found.site.report, faults) == (None, ())


def test_an_address_that_no_page_may_link_to_is_a_fault(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("REPORT_URL", "javascript:alert(1)")
    found, faults = with_report_address(library())
    what = "“javascript:alert(1)”, which REPORT_URL gives for “report”, is not an http or https address"
    fault = Diagnostic(Span("sources/site.yml"), "bad-url", what, "correct or remove that variable")
    assert (found.site.report, faults) == (None, (fault,))
