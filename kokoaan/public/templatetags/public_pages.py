"""What every public page shows around its own text; any app's template may load it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any, NamedTuple

from django import template
from django.conf import settings
from django.urls import translate_url
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.text import capfirst
from django.utils.translation import get_language_info, override
from wagtail.models import Page

from kokoaan.lib.said import Said, first_of
from kokoaan.lib.text import Text
from kokoaan.public.city import city_name
from kokoaan.public.models import SectionPage
from kokoaan.public.sections import address_of, home_url, sections
from kokoaan.sources.registry import SOURCES, title_of

register = template.Library()
# A web address in a text, without the full stop or bracket that follows it.
ADDRESS = re.compile(r"(https?://[^\s<>()\"]*[^\s<>()\".,;:!?])")


class Version(NamedTuple):
    """The same page in one of our languages."""

    language: str
    name: str
    url: str


class Way(NamedTuple):
    """A section as menus show it."""

    name: str
    title: str
    lead: str
    section: str
    url: str
    here: bool


@register.simple_tag
def our_city() -> str:
    return city_name()


@register.simple_tag(name="home_url")
def to_home() -> str:
    return home_url()


@register.simple_tag(takes_context=True)
def our_sections(context: Mapping[str, Any]) -> list[Way]:
    here = context.get("page")
    return [way_to(page, here) for page in sections()]


def way_to(page: SectionPage, here: object) -> Way:
    is_here = isinstance(here, Page) and here.pk == page.pk
    return Way(page.menu_name or page.title, page.title, page.lead, page.section, address_of(page), is_here)


@register.simple_tag(takes_context=True)
def in_languages(context: Mapping[str, Any]) -> list[Version]:
    """This page in every language of the house, this one included; the front page where it is not written in one."""
    page, path = context.get("page"), context["request"].get_full_path()
    urls = page_urls(page) if isinstance(page, Page) else {code: translate_url(path, code) for code in codes()}
    return [Version(code, capfirst(get_language_info(code)["name_local"]), urls[code]) for code in codes()]


def page_urls(page: Page) -> dict[str, str]:
    urls = {}
    for code in codes():
        with override(code):
            urls[code] = home_url()
    there = page.get_translations(inclusive=True).live().select_related("locale")
    return urls | {one.locale.language_code: address_of(one) for one in there}


def codes() -> list[str]:
    return [code for code, _name in settings.LANGUAGES]


@register.simple_tag
def credit_of(source: str) -> Mapping[str, str]:
    """What a source is called and what its licence asks us to print."""
    found = SOURCES.get(source)
    return {"title": str(found.title), "credit": found.credit, "licence": str(found.licence)} if found else {}


register.filter("source_name", title_of)


@register.simple_tag
def said(value: Text) -> Said | None:
    """A text in the reader's language, or in the language that it has."""
    return first_of(value)


@register.filter
def linked(text: str) -> SafeString:
    """The text with its web addresses as links. Django's urlize loses a full stop after a closing bracket."""
    pieces = ((link(piece) if place % 2 else piece,) for place, piece in enumerate(ADDRESS.split(text)))
    return format_html_join("", "{}", pieces)


def link(address: str) -> SafeString:
    return format_html('<a href="{}" rel="nofollow">{}</a>', address, address)
