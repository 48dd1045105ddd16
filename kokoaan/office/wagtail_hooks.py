"""What the office is made of: registers, addresses, menu and front page, each in sight here."""

from __future__ import annotations

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
from kokoaan.office.doors import writes_pages
from kokoaan.office.front import FrontPanel
from kokoaan.office.registers import REGISTERS
from kokoaan.office.suggestions import givers
from kokoaan.people import urls as circle_urls
from kokoaan.records.register import Register
from kokoaan.records.register import urls as change_urls

# The menu holds what works here: registers add themselves, and these. Wagtail's images, documents, reports: not yet.
MENU = frozenset(
    {"add", "find", "picture", "pages", "import", "duplicates", "languages", "changes", "circles", "settings"}
)
SETTINGS_MENU = frozenset({"users"})


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
        path("languages/", include("kokoaan.records.languages.urls")),
        path("meeting/", include("kokoaan.desk.urls")),
        path("duplicates/", include("kokoaan.duplicates.urls")),
        path("about/", include("kokoaan.office.about.urls")),
        path("benefit/", include("kokoaan.review.urls")),
        path("import/", include("kokoaan.imports.urls")),
        path("picture/", include("kokoaan.office.whole.urls")),
        path("", include("kokoaan.office.urls")),
    ]


@hooks.register("register_admin_menu_item")
def add_anything() -> MenuItem:
    attrs = {"title": _("Add anything (press n)"), "aria-keyshortcuts": "n"}
    return MenuItem(_("Add"), reverse("office:add"), name="add", icon_name="plus", order=5, attrs=attrs)


@hooks.register("insert_global_admin_js")
def add_key() -> SafeString:
    return format_html(
        '<script type="module" src="{}" data-add-url="{}"></script>', static("office/add.js"), reverse("office:add")
    )


@hooks.register("register_admin_menu_item")
def find_partners() -> MenuItem:
    return MenuItem(_("Find partners"), reverse("finder:find"), name="find", icon_name="search", order=10)


@hooks.register("register_admin_menu_item")
def possible_duplicates() -> MenuItem:
    address = reverse("duplicates:pairs")
    return MenuItem(_("Possible duplicates"), address, name="duplicates", icon_name="copy", order=790)


@hooks.register("register_admin_menu_item")
def bring_in() -> MenuItem:
    return MenuItem(_("Import"), reverse("imports:index"), name="import", icon_name="upload", order=780)


@hooks.register("register_admin_menu_item")
def overall_picture() -> MenuItem:
    return MenuItem(_("The overall picture"), reverse("picture:index"), name="picture", icon_name="view", order=15)


@hooks.register("register_admin_menu_item")
def what_waits_for_translation() -> MenuItem:
    return MenuItem(_("Translations"), reverse("languages:index"), name="languages", icon_name="globe", order=795)


@hooks.register("register_admin_menu_item")
def my_changes() -> MenuItem:
    return MenuItem(_("My changes"), reverse("changes:mine"), name="changes", icon_name="history", order=800)


@hooks.register("register_admin_menu_item")
def circles() -> MenuItem:
    return MenuItem(_("Circles"), reverse("circles:index"), name="circles", icon_name="view", order=810)


class PagesItem(MenuItem):
    """The public pages, for those who may write them. Wagtail's own item asks an address that is shut."""

    def is_shown(self, request: HttpRequest) -> bool:
        return writes_pages(request.user)


@hooks.register("register_admin_menu_item")
def pages() -> MenuItem:
    return PagesItem(
        _("Public pages"),
        reverse("wagtailadmin_explore_root"),
        name="pages",
        icon_name="folder-open-inverse",
        order=700,
    )


@hooks.register("construct_main_menu")
def keep_what_works(request: HttpRequest, items: list[MenuItem]) -> None:
    names = MENU | {register().menu_name for register in REGISTERS}
    items[:] = [item for item in items if item.name in names]


@hooks.register("construct_settings_menu")
def keep_accounts(request: HttpRequest, items: list[MenuItem]) -> None:
    items[:] = [item for item in items if item.name in SETTINGS_MENU]


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
