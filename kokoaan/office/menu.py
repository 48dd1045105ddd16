"""The office's menu: one table of what stands in it, in order. What is not in the table does not stand in the menu."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any, NamedTuple

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from wagtail.admin.menu import MenuItem

from kokoaan.office.doors import writes_pages
from kokoaan.office.keys import wants_keys

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

# Each by its name: a register's is that of its model, other pages are those below; "settings" is Wagtail's.
MENU = (
    *("add", "find", "library", "picture"),
    *("need", "meeting", "goal", "benefit"),
    *("practice", "enquiry"),
    *("tie", "agreement", "commitment", "membership"),
    *("organisation", "person", "jointproject", "countryprogramme", "memberlist"),
    *("pages", "import", "duplicates", "savedview", "watch", "languages", "changes", "circles", "settings"),
)
# Wagtail's images, documents and reports: not yet.
SETTINGS_MENU = ("users",)


class AddItem(MenuItem):  # type: ignore[misc]
    """Says its key to those who want keys."""

    def render_component(self, request: HttpRequest) -> Any:
        keys = {"title": _("Add anything (press n)"), "aria-keyshortcuts": "n"}
        # Wagtail keeps one item for all people.
        self.attrs = keys if wants_keys(request.user) else {}
        return super().render_component(request)


class PagesItem(MenuItem):  # type: ignore[misc]
    """The public pages, for those who may write them. Wagtail's own item asks an address that is shut."""

    def is_shown(self, request: HttpRequest) -> bool:
        return writes_pages(request.user)


class Leading(NamedTuple):
    """A menu item that is no register: what it says, the route that it leads to, its icon."""

    label: StrOrPromise
    to: str
    icon: str
    kind: type[MenuItem] = MenuItem


PAGES: Mapping[str, Leading] = {
    "add": Leading(_("Add"), "office:add", "plus", AddItem),
    "find": Leading(_("Find partners"), "finder:find", "search"),
    "library": Leading(_("Library"), "library:find", "openquote"),
    "picture": Leading(_("The overall picture"), "picture:index", "view"),
    "pages": Leading(_("Public pages"), "wagtailadmin_explore_root", "folder-open-inverse", PagesItem),
    "import": Leading(_("Import"), "imports:index", "upload"),
    "duplicates": Leading(_("Possible duplicates"), "duplicates:pairs", "copy"),
    "languages": Leading(_("Translations"), "languages:index", "globe"),
    "changes": Leading(_("My changes"), "changes:mine", "history"),
    "circles": Leading(_("Circles"), "circles:index", "view"),
}


def item_named(name: str) -> MenuItem:
    page = PAGES[name]
    return page.kind(page.label, reverse(page.to), name=name, icon_name=page.icon)


def ordered(items: Sequence[MenuItem], names: Sequence[str]) -> list[MenuItem]:
    """Those of items that the table names, in its order."""
    kept = sorted((item for item in items if item.name in names), key=lambda item: names.index(item.name))
    for number, item in enumerate(kept):
        # Wagtail sorts by this when it draws them.
        item.order = number
    return kept
