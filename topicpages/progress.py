"""How a long run tells which stage it is at."""

from collections.abc import Callable

Progress = Callable[[str], None]


def silent(_: str) -> None:
    """Say nothing."""
