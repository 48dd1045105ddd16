"""In which language a request is answered: that of its address, else the reader's own."""

from __future__ import annotations

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.middleware.locale import LocaleMiddleware
from django.urls import Resolver404, resolve
from django.utils.translation import get_language

PAGES = "wagtail_serve"


class ReadersLanguage(LocaleMiddleware):
    """Django's, which leads an address without a language to the same in the reader's, if that exists.

    The route of Wagtail's pages takes any address, so for it Django's guess would be right always: an office address
    that does not exist would answer "moved" instead of "not found".
    """

    def process_response(self, request: HttpRequest, response: HttpResponseBase) -> HttpResponseBase:
        if response.status_code == 404 and not leads_on(f"/{get_language()}{request.path_info}"):
            return response
        return super().process_response(request, response)


def leads_on(path: str) -> bool:
    """Whether an address has a route of its own, which is not the one of all pages."""
    try:
        return resolve(path).view_name != PAGES
    except Resolver404:
        return False
