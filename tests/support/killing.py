"""Work that is killed in its midst, in a child: by a program of its own, for a test runner has threads."""

import os
import signal
import sys
import time
from collections.abc import Callable

# The steps that change a disk, by the names that Python tells its auditors; ``open`` only when it creates.
STEPS = {"os.rename", "os.remove", "os.mkdir", "os.rmdir", "os.chmod", "open"}
_SLACK = 0.01
"""Seconds by which a sleep may last too long: the last moment is waited for awake."""


def killed_after(microseconds: float, work: Callable[[], None]) -> bool:
    """Run ``work`` in a child, kill it that long after it began, and tell whether that was in its midst."""
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        os.write(writing, b"begun")
        run_and_exit(work)
    os.read(reading, 5)
    due = time.perf_counter() + microseconds / 1e6
    time.sleep(max(microseconds / 1e6 - _SLACK, 0))
    while time.perf_counter() < due:
        pass
    os.kill(child, signal.SIGKILL)
    os.close(reading)
    os.close(writing)
    return ended_by_the_kill(child)


def killed_before_step(number: int, work: Callable[[], None]) -> bool:
    """Run ``work`` in a child that is killed before its ``number``-th change of the disk; tell if it came."""
    child = os.fork()
    if child == 0:
        left = [number]

        def count(event: str, arguments: tuple[object, ...]) -> None:
            if event in STEPS and not (event == "open" and not creates(arguments)):
                left[0] -= 1
                if left[0] == 0:
                    os.kill(os.getpid(), signal.SIGKILL)

        sys.addaudithook(count)
        run_and_exit(work)
    return ended_by_the_kill(child)


def creates(arguments: tuple[object, ...]) -> bool:
    return isinstance(arguments[2], int) and bool(arguments[2] & os.O_CREAT)


def run_and_exit(work: Callable[[], None]) -> None:
    status = 1
    try:
        work()
        status = 0
    finally:
        os._exit(status)


def ended_by_the_kill(child: int) -> bool:
    _, status = os.waitpid(child, 0)
    if os.WIFSIGNALED(status):
        return True
    assert status == 0, "the build itself failed"
    return False
