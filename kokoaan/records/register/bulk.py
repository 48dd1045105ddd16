"""Change one field of many rows: tick them in the list, say what, look, do. One change set, undone in one."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, cast

from django import forms
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db import transaction
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.html import format_html, format_html_join
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.generic import View
from wagtail.admin.views.generic.permissions import PermissionCheckedMixin

from kokoaan.lib.frame import framed
from kokoaan.lib.keys import key_said
from kokoaan.people.models import User
from kokoaan.records.changing import Stale, changes_since, opened, write
from kokoaan.records.history import known_to, shown
from kokoaan.records.meantime import meantime
from kokoaan.records.models import ChangeSet, Record
from kokoaan.records.register.forms import add_errors, form_for
from kokoaan.records.register.together import MOST, Act, Move, Plan, Versions, acts_of, in_words, planned, title_of
from kokoaan.records.values import kept, logged_fields
from kokoaan.records.versions import version_said

# So many names are told of rows that stay as they are.
TOLD = 20


def ticked(post: QueryDict) -> Versions:
    """The rows of a form: those ticked ("12:3" is row 12 at version 3), or those that a page before carried on."""
    said = [*post.getlist("row"), *post.get("rows", "").split()]
    pairs = [one.partition(":")[::2] for one in said]
    numbers = ((key_said(key), version_said(version)) for key, version in pairs)
    return {key: version for key, version in numbers if key and version}


def told_of(refused: ValidationError) -> str:
    """Which record is not right, a part perhaps, and why."""
    record = getattr(refused, "record", None)
    return f"{record}: {in_words(record, refused)}" if record is not None else " ".join(refused.messages)


class Together(PermissionCheckedMixin, View):
    """The pages between the ticks and the message; asked without a form, it shows the list."""

    permission_required = "change"
    model: Any = None
    register: Any = None
    index_url_name: str = ""

    def get(self, request: HttpRequest) -> HttpResponse:
        return redirect(self.back)

    def post(self, request: HttpRequest) -> HttpResponse:
        act = next((one for one in self.acts if one.key == request.POST.get("act")), None)
        versions = self.versions()
        if act is None or not versions or len(versions) > MOST:
            messages.warning(request, self.refused(act, len(versions)))
            return redirect(self.back)
        form = self.form_of(act)
        if form is not None and ("given" not in request.POST or not self.is_right(form, act)):
            return self.page(act, versions, form)
        given = self.given_by(act, form)
        plan = planned(self.rows, versions, act, given, self.move_of(act))
        # What is done is what was looked at: another value is looked at first.
        if request.POST.get("step") != "do" or request.POST.get("looked") != repr(given):
            return self.page(act, versions, form, plan, repr(given))
        return self.done(act, versions, given)

    def refused(self, act: Act | None, count: int) -> str:
        if not count:
            return _("No row is ticked. Tick rows in the list, then choose what to change.")
        if act is None:
            return _("Choose what to change, then press the button.")
        told = {"count": f"{count:,}", "most": f"{MOST:,}"}
        return _("%(count)s rows are too many for one change: %(most)s at most. Narrow the list first.") % told

    @property
    def user(self) -> User:
        return cast(User, self.request.user)

    @property
    def back(self) -> str:
        """The list as it was searched and filtered."""
        query = self.request.GET.urlencode()
        return reverse(self.index_url_name) + (f"?{query}" if query else "")

    @property
    def rows(self) -> Any:
        return self.model.objects.visible_to(self.user)

    @cached_property
    def acts(self) -> list[Act]:
        return acts_of(self.register.get_bulk_fields(), self.model)

    def versions(self) -> Versions:
        """The ticked rows, or all of the list; one more than may be changed says that there are too many."""
        if not self.request.POST.get("all"):
            return ticked(self.request.POST)
        listed = self.register.list_of(self.request).order_by()
        count = listed.count()
        if count > MOST:
            return dict.fromkeys(range(count), 0)
        return dict(listed.values_list("pk", "version"))

    def form_of(self, act: Act) -> Any:
        """The form of the new value; None when there is nothing to choose."""
        if act.name == "confirmed":
            return None
        move = self.move_of(act)
        names = (act.name, *(move.asked if move else ()))
        made = form_for(self.model, names, self.widgets(names))
        # The form is of no record: there is nothing to check but its fields.
        form_class = type(made.__name__, (made,), {"_post_clean": lambda form: None})
        data = self.request.POST if "given" in self.request.POST else None
        form = form_class(data, user=self.user)
        for name in ("change_reason", "expected_version"):
            del form.fields[name]
        if act.does != "set":
            form.fields[act.name].required = True
            form.fields[act.name].help_text = ""
        return form

    def widgets(self, names: Sequence[str]) -> dict[str, forms.Field]:
        return {key: field for key, field in self.register.form_widgets.items() if key in names}

    def move_of(self, act: Act) -> Move | None:
        move: Move | None = self.register.bulk_moves.get(act.name)
        return move

    def is_right(self, form: Any, act: Act) -> bool:
        """Whether the form can be read, and says all that a move needs."""
        move = self.move_of(act)
        if form.is_valid() and move is not None:
            try:
                move.check(form.values)
            except ValidationError as refused:
                add_errors(form, refused)
        return not form.errors

    def given_by(self, act: Act, form: Any) -> Any:
        if move := self.move_of(act):
            return {name: kept(form.values[name]) for name in (act.name, *move.asked)}
        value: Any = timezone.localdate() if form is None else form.cleaned_data[act.name]
        return sorted(row.pk for row in value) if act.does != "set" else kept(value)

    def groups(self, act: Act, plan: Plan) -> list[tuple[str, str, int]]:
        """The largest groups of rows in words: was, becomes, how many."""
        kind = logged_fields(self.model)[act.name]
        most = plan.groups.most_common(TOLD)
        values = [value for pair, _count in most for value in pair]
        keys = {key for value in values for key in (value if isinstance(value, tuple) else [value])} - {None}
        other: Any = kind.related_model
        names = {(other, row.pk): str(row) for row in known_to(self.user, other).filter(pk__in=keys)} if other else {}
        return [(shown(kind, old, names), shown(kind, new, names), count) for (old, new), count in most]

    def page(self, act: Act, versions: Versions, form: Any, plan: Plan | None = None, looked: str = "") -> HttpResponse:
        title = ngettext("Change %(count)s row", "Change %(count)s rows", len(versions)) % {
            "count": f"{len(versions):,}"
        }
        context = {
            **{"act": act, "form": form, "plan": plan, "looked": looked, "what": title_of(act, self.model)},
            **{"rows": " ".join(f"{key}:{version}" for key, version in versions.items()), "back": self.back},
            **{"groups": self.groups(act, plan) if plan else [], "told": TOLD},
            "stale": self.links(plan.stale[:TOLD], versions) if plan else "",
        }
        label = str(self.model._meta.verbose_name_plural)
        crumbs = (self.back, label[:1].upper() + label[1:]), ("", title)
        return render(self.request, "records/together.html", {**context, **framed(*crumbs, icon="edit")})

    def done(self, act: Act, versions: Versions, given: Any) -> HttpResponse:
        changeset = opened(self.user, title_of(act, self.model))
        try:
            with transaction.atomic():
                locked = self.rows.select_for_update(of=("self",))
                plan = planned(locked, versions, act, given, self.move_of(act))
                if plan.edits:
                    write([*plan.edits, *plan.along], changeset)
        except ValidationError as refused:
            messages.error(self.request, _("Nothing was changed: %(why)s") % {"why": told_of(refused)})
            return redirect(self.back)
        self.say(plan, changeset, versions)
        return redirect(self.back)

    def say(self, plan: Plan, changeset: ChangeSet, versions: Versions) -> None:
        count = len(plan.edits)
        if count:
            said = ngettext("%(count)s row changed.", "%(count)s rows changed.", count) % {"count": f"{count:,}"}
            undo = reverse("changes:undo", args=[changeset.uid])
            messages.success(self.request, format_html('{} <a href="{}">{}</a>', said, undo, _("Undo")))
        elif not plan.stale:
            messages.info(self.request, _("Nothing was changed: no row needed it."))
        if plan.stale:
            why = _("Somebody changed these in the meantime. They stay as they are; look at them first:")
            messages.warning(self.request, format_html("{} <ul>{}</ul>", why, self.links(plan.stale[:TOLD], versions)))

    def links(self, stale: Sequence[Record], versions: Versions) -> str:
        """Who changed which in the meantime, each with the way to it."""
        page = self.register.get_url_name("inspect")
        since = (Stale(one, changes_since(one, versions[one.pk])) for one in stale)
        told = ((reverse(page, args=[one.record.pk]), meantime(one, self.user)) for one in since)
        return format_html_join("", '<li><a href="{}">{}</a></li>', told)
