"""What the office is made of: registers, addresses, menu and front page, each in sight here."""

from __future__ import annotations

from functools import partial
from typing import Any

from django.http import HttpRequest
from django.templatetags.static import static
from django.urls import URLPattern, URLResolver, include, path, reverse
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.admin.search import SearchArea

from kokoaan.desk.suggesting import add_suggester
from kokoaan.office import menu
from kokoaan.office.front import FrontPanel
from kokoaan.office.registers import REGISTERS
from kokoaan.office.suggestions import givers
from kokoaan.people import urls as circle_urls
from kokoaan.records.register import Register
from kokoaan.records.register import urls as change_urls

# Two rooms make it together, which do not know each other.
add_suggester("giver", givers)


@hooks.register("register_admin_viewset")
def registers() -> list[Register]:
    return [register() for register in REGISTERS]


@hooks.register("register_admin_urls")
def addresses() -> list[URLPattern | URLResolver]:
    return [
        path("changes/", include(change_urls)),
        path("circles/", include(circle_urls)),
        path("find/", include("kokoaan.finder.urls")),
        path("library/", include("kokoaan.library.urls")),
        path("languages/", include("kokoaan.records.languages.urls")),
        path("meeting/", include("kokoaan.desk.urls")),
        path("duplicates/", include("kokoaan.duplicates.urls")),
        path("about/", include("kokoaan.office.about.urls")),
        path("benefit/", include("kokoaan.review.urls")),
        path("import/", include("kokoaan.imports.urls")),
        path("picture/", include("kokoaan.office.whole.urls")),
        path("", include("kokoaan.office.urls")),
    ]


@hooks.register("insert_global_admin_js")
def add_key() -> SafeString:
    return format_html(
        '<script type="module" src="{}" data-add-url="{}"></script>', static("office/add.js"), reverse("office:add")
    )


for name in menu.PAGES:
    hooks.register("register_admin_menu_item", partial(menu.item_named, name))


@hooks.register("construct_main_menu")
def main_menu(request: HttpRequest, items: list[MenuItem]) -> None:
    items[:] = menu.ordered(items, menu.MENU)


@hooks.register("construct_settings_menu")
def settings_menu(request: HttpRequest, items: list[MenuItem]) -> None:
    items[:] = menu.ordered(items, menu.SETTINGS_MENU)


@hooks.register("construct_homepage_panels")
def front_page(request: HttpRequest, panels: list[Any]) -> None:
    panels[:] = [FrontPanel(request)]


@hooks.register("construct_homepage_summary_items")
def no_page_counts(request: HttpRequest, items: list[Any]) -> None:
    items.clear()


@hooks.register("register_admin_search_area")
def search_area() -> SearchArea:
    """The box in the sidebar; the first in order is the one that Wagtail shows."""
    return SearchArea(_("Search anything"), reverse("office:search"), name="anything", icon_name="search", order=1)


SHEETS = ("office/office.css", "desk/suggest.css")


@hooks.register("insert_global_admin_css")
def brand() -> SafeString:
    return format_html_join("\n", '<link rel="stylesheet" href="{}">', ((static(sheet),) for sheet in SHEETS))


@hooks.register("insert_global_admin_js")
def search_keys() -> SafeString:
    return format_html(
        '<script type="module" src="{}" data-search-url="{}" data-search-title="{}"></script>',
        static("office/search.js"),
        reverse("office:search"),
        _("Search anything (press / or Ctrl+K)"),
    )


@hooks.register("insert_global_admin_js")
def suggestions() -> SafeString:
    return format_html(
        '<script type="module" src="{}" data-suggest-url="{}" data-suggest-label="{}" '
        'data-suggest-count="{}"></script>',
        static("desk/suggest.js"),
        reverse("desk:suggest"),
        _("Suggestions"),
        _("Suggestions: 0"),
    )


@hooks.register("insert_editor_js")
def named_texts() -> SafeString:
    return format_html('<script type="module" src="{}"></script>', static("office/texts.js"))
