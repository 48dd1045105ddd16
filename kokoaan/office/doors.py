"""Which of Wagtail's doors are open: an allow-list. Any other office address answers 404, to superusers too.

Stock Wagtail prints names of hidden rows in its site history, usage pages, choosers, reports and bulk actions. What is
not in OPEN cannot do so; what a new version of Wagtail brings is shut until somebody has thought about it.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from wagtail.permissions import page_permission_policy

from kokoaan.office.registers import REGISTERS
from kokoaan.records.pages import ABOUT

OFFICE = "wagtailadmin.access_admin"
PAGES_OF_A_REGISTER = ("index", "index_results", "add", "edit", "delete", "inspect", "history", "confirm", "together")

# The public pages: for people with a verb on pages (coordinators). Records are not pages, and no page door prints one.
# Shut: search of the whole tree, privacy, locks and workflow, and all that lists what is not a page.
PAGES: frozenset[str] = frozenset(
    {
        "wagtailadmin_explore_root",
        "wagtailadmin_explore",
        "wagtailadmin_explore_results",
        # Links inside a text lead to a page, an address, or a place in the text.
        "wagtailadmin_choose_page",
        "wagtailadmin_choose_page_child",
        "wagtailadmin_choose_page_search",
        "wagtailadmin_choose_page_external_link",
        "wagtailadmin_choose_page_email_link",
        "wagtailadmin_choose_page_phone_link",
        "wagtailadmin_choose_page_anchor_link",
        # Who else has the page open.
        "wagtailadmin_editing_sessions:ping",
        "wagtailadmin_editing_sessions:release",
        *(
            f"wagtailadmin_pages:{page}"
            for page in (
                *("add_subpage", "add", "edit", "delete", "unpublish", "set_page_position"),
                # Usage lists pages that link here: records are not in Wagtail's reference index.
                *("copy", "move", "move_confirm", "usage"),
                *("preview_on_add", "preview_on_edit", "view_draft"),
                *("history", "history_results"),
                *("revisions_index", "revisions_view", "revisions_revert", "revisions_compare", "revisions_unschedule"),
            )
        ),
    }
)

OPEN: frozenset[str] = PAGES | frozenset(
    {
        "wagtailadmin_home",
        "wagtailadmin_account",
        "wagtailadmin_logout",
        "wagtailadmin_sprite",
        "wagtailadmin_javascript_catalog",
        "wagtailadmin_dismissibles",
        # Accounts: for those with the verbs, which no role has.
        "wagtailusers_users:index",
        "wagtailusers_users:index_results",
        "wagtailusers_users:add",
        "wagtailusers_users:edit",
        "office:confirm",
        "office:search",
        "office:add",
        "office:quick",
        "office:keep",
        "desk:log",
        "desk:suggest",
        "meeting:who",
        "person:vcard",
        "person:erase",
        "changes:mine",
        "changes:undo",
        "changes:proposals",
        "changes:proposal",
        "practice:propose",
        "circles:index",
        "circles:circle",
        "office:act_for",
        "finder:find",
        "library:find",
        "watch:mine",
        "watch:seen",
        "finder:compare",
        "finder:export",
        "need:outcomes",
        "need:shortlist",
        "need:weigh",
        *(f"imports:{page}" for page in ("index", "template", "batch", "columns", "again", "errors", "progress")),
        *("tie:move", "commitment:done", "attachment:download"),
        "duplicates:pairs",
        "duplicates:judge",
        "duplicates:compare",
        "duplicates:typed",
        "review:log",
        "review:worth",
        "savedview:open",
        *("practice:read", "practice:reading"),
        "picture:index",
        *("languages:index", "languages:holds"),
        *(f"{register.model._meta.model_name}:{page}" for register in REGISTERS for page in PAGES_OF_A_REGISTER),
        *(f"about:{kind}" for kind in ABOUT),
    }
)

# Pages that hold no rows and that people need on their way in or out.
FOR_ALL = frozenset({"wagtailadmin_logout", "wagtailadmin_sprite", "wagtailadmin_javascript_catalog"})

Answer = Callable[[HttpRequest], HttpResponse]


class Doors:
    """Let people with office access through the open doors. A visitor is asked to sign in; an account is not enough."""

    def __init__(self, answer: Answer) -> None:
        self.answer = answer

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.answer(request)

    def process_view(self, request: HttpRequest, *view: Any) -> HttpResponse | None:
        match = request.resolver_match
        if match is None or not match.route.startswith("office/"):
            return None
        if match.view_name == "wagtailadmin_login":
            # Wagtail's own sign-in asks for no second factor.
            return redirect_to_login(request.GET.get("next") or reverse("wagtailadmin_home"))
        if match.view_name not in OPEN:
            raise Http404
        # Wagtail's own check sends visitors to sign in.
        known = request.user.is_authenticated and match.view_name not in FOR_ALL
        if known and not request.user.has_perm(OFFICE):
            raise PermissionDenied
        if known and match.view_name in PAGES and not writes_pages(request.user):
            raise PermissionDenied
        return None


def writes_pages(user: Any) -> bool:
    """Whether somebody may add, change or publish a page, anywhere in the tree."""
    return bool(page_permission_policy.user_has_any_permission(user, {"add", "change", "publish"}))
