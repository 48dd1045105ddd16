from __future__ import annotations


class BadNeed(Exception):
    """The need, or the file of needs, is not right: the message names the file, the row and the field."""
