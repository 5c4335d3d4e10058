"""Where readers report errors: what the site says, else what the machine that publishes it says."""

import os
from dataclasses import replace

from topicpages.diagnostics import Diagnostic, Faults, Span
from topicpages.sources.library import Library
from topicpages.sources.urls import public_url

_SITE = "sources/site.yml"


def with_report_address(library: Library) -> tuple[Library, Faults]:
    """Return ``library`` with the address in ``REPORT_URL`` where ``site.yml`` has no ``report``.

    So each copy of a repository can publish the same sources with links to its own issues.

    Fault: ``bad-url``.
    """
    given = os.environ.get("REPORT_URL", "")
    if library.site.report or not given:
        return library, ()
    address, problem = public_url(given)
    if problem:
        what = f"“{given}”, which REPORT_URL gives for “report”, {problem}"
        return library, (Diagnostic(Span(_SITE), "bad-url", what, "correct or remove that variable"),)
    return replace(library, site=library.site.model_copy(update={"report": address})), ()
