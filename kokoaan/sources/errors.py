"""What stops an import. The message is a sentence for people; nothing of the import was written."""

from __future__ import annotations


class SourceError(Exception):
    """The input is not right: the message names the file, the row and the column, and says what to do."""


class SourceChanged(SourceError):
    """The source no longer looks as its connector expects."""


class DownloadFailed(Exception):
    """The address did not answer as it should; the message says what to do instead."""
