from __future__ import annotations


class Refused(Exception):
    """The file, or what was asked, cannot be taken. The message is a sentence for a person; nothing was written."""
