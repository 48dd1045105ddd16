"""Where the pages of the public face are, in the reader's language."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping

from django.urls import reverse
from django.utils.translation import get_language
from wagtail.models import Page

from kokoaan.public.models.section_page import SectionPage


def home_url() -> str:
    """The front page of this language, whether it has been made or not."""
    return reverse("wagtail_serve", args=[""])


def sections() -> list[SectionPage]:
    """The published section pages of this language that belong into the menu, in the order that editors gave them."""
    pages = SectionPage.objects.live().in_menu().filter(locale__language_code=get_language() or "en")
    return list(pages.order_by("path"))


def addresses() -> Mapping[str, str]:
    """The address of the page of each section; the front page's where no page has the section."""
    home = home_url()
    found: defaultdict[str, str] = defaultdict(lambda: home)
    # The first page of a section is its page.
    found.update({page.section: address_of(page) for page in reversed(sections())})
    return found


def address_of(page: Page) -> str:
    """The page's address without the site's name, so that it holds wherever the house is reached."""
    parts = page.get_url_parts()
    return str(parts[2]) if parts else home_url()
