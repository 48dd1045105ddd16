"""An upload that is too large is refused as soon as it says how large it is, and nothing of it is kept."""

from __future__ import annotations

from typing import Any

from django.core.files.uploadhandler import FileUploadHandler, StopUpload
from django.http import HttpRequest
from django.utils.translation import gettext as _

from kokoaan.imports.limits import FILE, MB

# A form has a few hundred bytes besides its file.
BESIDES = 64 * 1024


def too_large() -> str:
    return _("The file is larger than %(most)d MB. Leave out what is not needed, or divide it.") % {"most": FILE // MB}


def says_too_much(request: HttpRequest) -> bool:
    """By the length that the request states, before a byte of its body is read."""
    stated = request.META.get("CONTENT_LENGTH") or "0"
    return not stated.isdecimal() or int(stated) > FILE + BESIDES


class Quota(FileUploadHandler):
    """Counts what arrives, for a request that does not say how long it is; the rest is thrown away as it comes."""

    def __init__(self, request: HttpRequest) -> None:
        super().__init__(request)
        self.arrived = 0
        self.exceeded = False

    def receive_data_chunk(self, raw_data: bytes, start: int) -> bytes:
        self.arrived += len(raw_data)
        if self.arrived > FILE:
            self.exceeded = True
            raise StopUpload(connection_reset=False)
        return raw_data

    def file_complete(self, file_size: int) -> Any:
        return None
