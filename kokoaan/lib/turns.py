"""What a process does now and then, beside its other work."""

from __future__ import annotations

from math import inf
from time import monotonic


class Every:
    """A turn that comes at once, and then so many seconds after each time that it was taken."""

    def __init__(self, seconds: float) -> None:
        self.seconds = seconds
        self.next_at = -inf

    def comes(self) -> bool:
        """Take the turn if it has come; say whether it had.

        >>> hourly = Every(3600.0)
        >>> hourly.comes(), hourly.comes()
        (True, False)
        """
        if monotonic() < self.next_at:
            return False
        self.wait(self.seconds)
        return True

    def wait(self, seconds: float) -> None:
        """Let it come after so many seconds from now, whatever was to be."""
        self.next_at = monotonic() + seconds
