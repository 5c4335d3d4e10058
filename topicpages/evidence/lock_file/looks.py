"""Records what was found at the addresses of articles, so that the lock changes only when the world did."""

from collections.abc import Iterable
from datetime import date

from topicpages.evidence.lock_file.shapes import AddressRecord, AddressState, Lock, Look

FAILURES_IN_A_ROW = 3
"""After so many looks without an answer, monthly ones as a rule, a page counts as unreachable."""


def record_looks(lock: Lock, looks: Iterable[Look], *, on: date) -> Lock:
    """Return ``lock`` with what was found on day ``on``; what is as it was keeps its day.

    A look without an answer is counted and changes nothing else, until there are three in a row. Even then a
    page that was gone stays so: silence does not bring it back.
    """
    addresses = dict(lock.addresses)
    for look in looks:
        before = addresses.get(look.article)
        if before is not None and before.url != look.url:
            before = None  # the editor corrected the address; what was found at the other one is of no use
        addresses[look.article] = _recorded(before, look, on)
    return lock.model_copy(update={"addresses": addresses})


def _recorded(before: AddressRecord | None, look: Look, on: date) -> AddressRecord:
    silent = look.state is AddressState.UNREACHABLE
    failures = (before.failures if before else 0) + 1 if silent else 0
    archive = look.archive or (before.archive if before else None)
    if before and silent and (failures < FAILURES_IN_A_ROW or before.state.is_gone):
        return before.model_copy(update={"failures": failures, "archive": archive})
    record = AddressRecord(
        url=look.url,
        on=on,
        state=look.state,
        standing=look.standing,
        cited=look.cited,
        at=look.at,
        archive=archive,
        failures=failures,
    )
    if before is not None and before.model_copy(update={"archive": archive, "failures": failures}) == (
        as_before := record.model_copy(update={"on": before.on})
    ):
        return as_before
    return record
