"""The pages a new house begins with, in three languages, from starter/pages.json. Safe to do again and again.

Each page is made once and belongs to the editors from then on: Wagtail's log tells which have been made, so one that
they change is not changed back and one that they delete does not return.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from itertools import product
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit
from uuid import NAMESPACE_URL, UUID, uuid5

from django.conf import settings
from django.contrib.auth.models import Group, Permission
from django.contrib.contenttypes.models import ContentType
from django.db import transaction
from django.utils.html import format_html, format_html_join
from wagtail.log_actions import log
from wagtail.models import GroupPagePermission, Locale, Page, PageLogEntry, Site

from kokoaan.people.roles import make_roles
from kokoaan.public.models import HomePage, SectionPage

STARTER = Path(__file__).parent / "starter" / "pages.json"
HOME = "home"
# Who writes the pages, and what they may do with them.
EDITORS = "Coordinator"
VERBS = ("add_page", "change_page", "publish_page")

Row = Mapping[str, Any]


@transaction.atomic
def make_pages() -> int:
    """Make the pages that have not been made before, and return how many."""
    told: Row = json.loads(STARTER.read_text(encoding="utf-8"))
    made = 0
    for code, _name in settings.LANGUAGES:
        locale, _new = Locale.objects.get_or_create(language_code=code)
        made += make_tree(told, locale)
    serve_from(home_in(settings.LANGUAGE_CODE))
    let_editors_in(make_roles()[EDITORS])
    return made


def make_tree(told: Row, locale: Locale) -> int:
    """The front page and the sections of one language."""
    lang = locale.language_code
    new: list[tuple[Row, SectionPage]] = []
    root = Page.get_first_root_node()
    is_new = not was_made(HOME, lang)
    if is_new:
        keep(home(told, lang), root, HOME, locale)
    parent = home_in(lang)
    for row in told["sections"] if parent else ():
        if not was_made(row["key"], lang):
            page = section(told, row, lang)
            keep(page, parent, row["key"], locale)
            new.append((row[lang], page))
    # Only now does every page have an address that the others can lead to.
    for row, page in new:
        page.next_step = "".join(ways(row["next"], locale))
        page.save_revision().publish()
    return len(new) + is_new


def home(told: Row, lang: str) -> HomePage:
    row, counted = told[HOME][lang], told["counted"]
    page = HomePage(title=row["title"], slug=row["slug"], lead=row["lead"])
    if told["only_for"] == settings.CITY_GEONAMES_ID:
        page.counted, page.counted_source = counted["count"], counted["source"]
        page.counted_by = counted["by"][lang]
    return page


def section(told: Row, row: Row, lang: str) -> SectionPage:
    words = row[lang]
    page = SectionPage(
        title=words["title"],
        slug=words["slug"],
        menu_name=words["menu"],
        lead=words["lead"],
        body=format_html_join("", "<p>{}</p>", ((text,) for text in words["body"])),
        section=row["key"],
        show_in_menus=True,
    )
    if told["only_for"] == settings.CITY_GEONAMES_ID:
        page.source = told["source"][lang]
    return page


def keep(page: Page, parent: Page, key: str, locale: Locale) -> None:
    """Publish a new page in its language, and write down that it has been made."""
    page.locale, page.translation_key = locale, translation_key(key)
    parent.add_child(instance=page)
    page.save_revision().publish()
    log(page, "wagtail.create", data={"starter": key, "language": locale.language_code})


def was_made(key: str, lang: str) -> bool:
    made = PageLogEntry.objects.filter(action="wagtail.create", data__starter=key, data__language=lang)
    return bool(made.exists())


def translation_key(key: str) -> UUID:
    """What the versions of a page in the three languages have in common, in every house."""
    return uuid5(NAMESPACE_URL, f"kokoaan:page:{key}")


def home_in(lang: str) -> HomePage | None:
    found = HomePage.objects.filter(translation_key=translation_key(HOME), locale__language_code=lang)
    return found.first()  # type: ignore[no-any-return]


def ways(rows: list[list[str]], locale: Locale) -> Iterator[str]:
    """A list of links to other sections of the same language."""
    pages = {page.section: page for page in SectionPage.objects.filter(locale=locale)}
    there = [(pages[key].pk, words) for key, words in rows if key in pages]
    if there:
        items = format_html_join("", '<li><a linktype="page" id="{}">{}</a></li>', there)
        yield format_html("<ul>{}</ul>", items)


def serve_from(page: HomePage | None) -> None:
    """Let the site begin at our front page, where it still begins at Wagtail's word of welcome."""
    site = Site.objects.filter(is_default_site=True).first()
    if page is None or site is None or site.root_page.content_type != ContentType.objects.get_for_model(Page):
        return
    welcome, address = site.root_page, urlsplit(settings.BASE_URL)
    site.hostname, site.port = address.hostname or "localhost", address.port or (443 if settings.HTTPS else 80)
    site.root_page, site.site_name = page, settings.WAGTAIL_SITE_NAME
    site.save()
    welcome.delete()


def let_editors_in(group: Group) -> None:
    """Coordinators may add, change and publish below the front pages, and nobody else by their role."""
    verbs = Permission.objects.filter(content_type=ContentType.objects.get_for_model(Page), codename__in=VERBS)
    for page, verb in product(HomePage.objects.all(), verbs):
        GroupPagePermission.objects.get_or_create(group=group, page=page, permission=verb)
