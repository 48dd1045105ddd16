"""The pages of one record of a register; its list is in listing.py."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property
from typing import Any, cast

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db.models import ProtectedError
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.html import format_html
from django.utils.text import Truncator, capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import TemplateView, View
from wagtail.admin.views import generic
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.admin.views.generic.permissions import PermissionCheckedMixin
from wagtail.admin.widgets.button import Button, HeaderButton

from kokoaan.lib.keys import key_said
from kokoaan.people.models import User
from kokoaan.records.answering import seen_about
from kokoaan.records.asking import change_or_propose, create_or_propose, delete_or_propose
from kokoaan.records.changing import Stale
from kokoaan.records.confirming import confirm
from kokoaan.records.documents.listing import documents_of
from kokoaan.records.history import history_of
from kokoaan.records.likeness import FINDERS, Finder, Like, likes_of
from kokoaan.records.meantime import meantime
from kokoaan.records.models import ChangeSet, Part, Record
from kokoaan.records.pages import about_url
from kokoaan.records.register.addresses import address_of
from kokoaan.records.register.forms import add_errors
from kokoaan.records.register.inspecting import Shown, shown_fields
from kokoaan.records.register.seconding import NoteForm, is_proposed, may_be_proposed, say_proposed
from kokoaan.records.register.sections import MORE, listed
from kokoaan.records.register.visible import Visible, found_or_404, list_crumbs, still_seen
from kokoaan.records.sight import who_sees
from kokoaan.records.values import logged_fields
from kokoaan.records.versions import version_said

VERBS = ["add", "change", "delete", "view"]


class Saving(Visible):
    """What adding and editing share. `done` is the change set, which may be a proposal (records/second.py)."""

    actions = ["save"]
    done: ChangeSet | None = None

    def get_form_kwargs(self) -> dict[str, Any]:
        return {**super().get_form_kwargs(), "user": self.request.user}  # type: ignore[misc]

    def form_valid(self, form: Any) -> Any:
        try:
            return super().form_valid(form)  # type: ignore[misc]
        except ValidationError as refused:
            # What only the whole save could know: of a part, or of what somebody else did meanwhile.
            add_errors(form, refused, form.instance)
            self.produced_error_code, self.produced_error_message = "refused", _("Nothing was saved.")
            return self.form_invalid(form)  # type: ignore[attr-defined]

    def get_success_url(self) -> str:
        return self.page("inspect", self.object)  # type: ignore[attr-defined]

    def get_success_buttons(self) -> list[Any]:
        return []

    def get_success_message(self, *of: Any) -> Any:
        """None when it is proposed: that has been said."""
        return None if is_proposed(self.done) else super().get_success_message(*of)  # type: ignore[misc]


class Add(Saving, generic.CreateView):
    """A new record; `?<field>=<key>` fills in a link that the person came from, if they see what it leads to."""

    def get_initial(self) -> dict[str, Any]:
        links = {name for name in self.register.form_fields if self.model._meta.get_field(name).many_to_one}
        asked = {name: key for name in links if (key := key_said(self.request.GET.get(name, "")))}
        return {**super().get_initial(), **asked}

    # Records that may be the same as the one that was to be added: the person has been asked.
    likes: Sequence[Like] = ()

    @property
    def finder(self) -> Finder | None:
        return FINDERS.get(self.model)

    def form_valid(self, form: Any) -> Any:
        if "add_anyway" not in self.request.POST:
            self.likes = likes_of(form.instance, self.request.user)
        if self.likes:
            self.produced_error_code = "likely"
            self.produced_error_message = _("Nothing is saved yet: this may be there already.")
            return self.form_invalid(form)
        return super().form_valid(form)

    def get_success_url(self) -> str:
        """A part's page is its whole's, to which the person goes back."""
        return page_of_whole(self.object) or super().get_success_url()

    def save_instance(self) -> Record:
        record: Record = self.form.instance
        fields = logged_fields(type(record))
        record.links = {name: keys for name, keys in self.form.values.items() if fields[name].many_to_many}
        self.done = create_or_propose(record, self.request.user, self.form.cleaned_data["change_reason"])
        if is_proposed(self.done):
            began = _("“%(name)s” is saved, and seen by %(circle)s.") % {"name": record, "circle": record.circle}
            say_proposed(self.request, self.done, record, began if record.pk else "")
        return record


class Edit(Saving, generic.EditView):
    def get_side_panels(self) -> Any:
        # Wagtail's panel reads its own log and usage, which know names that are not for everyone.
        return generic.models.MediaContainer([])

    def form_valid(self, form: Any) -> Any:
        try:
            return super().form_valid(form)
        except Stale as stale:
            self.object = still_seen(stale.record, self.request.user)
            self.produced_error_code, self.produced_error_message = "stale", str(stale)
            return self.form_invalid(form.refuse(stale.record, stale.changes))

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return {**super().get_context_data(**kwargs), "waits": seen_about(self.object, self.request.user)}

    def save_instance(self) -> Record:
        form, record = self.form, self.form.instance
        self.done = change_or_propose(
            record,
            form.values,
            self.request.user,
            reason=form.cleaned_data["change_reason"],
            expected_version=form.cleaned_data["expected_version"] or 0,
        )
        if self.done and is_proposed(self.done):
            say_proposed(self.request, self.done, record)
        return cast(Record, record)


class Delete(Visible, generic.DeleteView):
    @property
    def version(self) -> int | None:
        """The one that the person was asked about; None where the page did not say."""
        said = self.request.POST.get("version")
        return None if said is None else version_said(said)

    def form_valid(self, form: Any) -> HttpResponse:
        after = page_of_whole(self.object) or reverse(self.index_url_name)
        try:
            changeset = delete_or_propose(self.object, self.request.user, self.version)
        except Stale as stale:
            still_seen(stale.record, self.request.user)
            said = _("%(changed)s It is not deleted. Look again.") % {"changed": meantime(stale, self.request.user)}
            messages.warning(self.request, said)
            return redirect(self.page("delete", self.object))
        except ProtectedError:
            messages.error(self.request, _("It cannot be deleted: other records or sources point to it."))
            return redirect(self.page("inspect", self.object))
        except ValidationError as refused:
            messages.error(self.request, " ".join(refused.messages))
            return redirect(after)
        if is_proposed(changeset):
            say_proposed(self.request, changeset, self.object)
            return redirect(page_of_whole(self.object) or self.page("inspect", self.object))
        said = self.get_success_message()
        undo = reverse("changes:undo", args=[changeset.uid])
        messages.success(self.request, format_html('{} <a href="{}">{}</a>', said, undo, _("Undo")))
        return HttpResponseRedirect(after)


class Inspect(Visible, generic.InspectView):
    """The record's page: what is known, where it can be checked, who sees it and why."""

    history_url_name = None

    def get_page_title(self) -> str:
        return capfirst(str(self.model._meta.verbose_name))

    def get_object(self, queryset: Any = None) -> Any:
        return found_or_404(self)

    def get_fields(self) -> list[str]:
        return []

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        return [*list_crumbs(self), {"url": "", "label": str(self.object)}]

    @cached_property
    def header_buttons(self) -> list[Any]:
        buttons = [HeaderButton(_("History"), url=self.page("history", self.object), icon_name="history")]
        if edit := self.get_edit_url():
            buttons.insert(0, HeaderButton(_("Edit"), url=edit, icon_name="edit"))
        if everything := about_url(self.object):
            label = _("Everything about %(name)s") % {"name": Truncator(self.object).chars(30)}
            buttons.insert(0, HeaderButton(label, url=everything, icon_name="view"))
        return buttons

    @cached_property
    def header_more_buttons(self) -> list[Any]:
        url = self.get_delete_url()
        buttons = [Button(_("Delete"), url=url, icon_name="bin", priority=20)] if url else []
        finder = FINDERS.get(self.model)
        if finder and finder.page:
            page = finder.page(self.object)
            buttons.append(Button(_("Look for duplicates"), url=page, icon_name="copy", priority=10))
        return buttons

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context_data(**kwargs)
        user = self.request.user
        history = history_of(self.object, user)
        told: dict[str, Any] = {"shown": self.get_shown(), "sight": who_sees(self.object, user), "latest": history[:1]}
        sections = [listed(self.object, section, user) for section in (*self.register.parts, *MORE[self.model])]
        told |= {"sections": sections, "documents": documents_of(self.object, user)}
        told |= {"address": address_of(self.object, self.request)}
        waits = seen_about(self.object, user)
        told |= {"waits": waits, "propose_url": self.get_propose_url(waits), "note": NoteForm()["note"]}
        return {**context, **told, "confirm_url": self.get_confirm_url()}

    def get_shown(self) -> list[Shown]:
        """What the page says field by field."""
        return shown_fields(self.object, self.register.get_inspected(), self.request.user)

    def get_propose_url(self, waits: Sequence[ChangeSet]) -> str:
        may = self.user_has_permission("change") and may_be_proposed(self.object, waits)
        return self.page("propose", self.object) if may else ""

    def get_confirm_url(self) -> str:
        return self.page("confirm", self.object) if self.user_has_permission("change") else ""


class Confirm(Visible, PermissionCheckedMixin, View):
    """Say that the record still holds. Asked without saying so, it shows the record."""

    permission_required = "change"

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)
        self.pk = self.kwargs["pk"]
        self.object = found_or_404(self)

    def get(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        return redirect(self.page("inspect", self.object))

    def post(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        version = version_said(request.POST.get("version", ""))
        user = cast(User, request.user)
        done = confirm([(self.object, version)], user)
        for _record, why in done.wrong:
            messages.error(request, _("Edit it first: %(reason)s") % {"reason": why})
        for stale in done.stale:
            said = _("%(changed)s Read it again, then confirm it.") % {"changed": meantime(stale, user)}
            messages.warning(request, said)
        if done.count:
            messages.success(request, _("Confirmed: it still holds today."))
        return self.get(request)


class History(Visible, PermissionCheckedMixin, WagtailAdminTemplateMixin, TemplateView):
    """What happened to the record, as far as this person may read it, with a way back."""

    any_permission_required = VERBS
    page_title = gettext_lazy("History")
    index_url_name: str | None = None

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)
        self.pk = self.kwargs["pk"]
        self.object = found_or_404(self)

    def get_page_subtitle(self) -> str:
        return str(self.object)

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        own = {"url": self.page("inspect", self.object), "label": str(self.object)}
        return [*list_crumbs(self), own, {"url": "", "label": _("History")}]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context_data(**kwargs)
        entries = history_of(self.object, self.request.user)
        may_change = self.user_has_permission("change")
        return {**context, "object": self.object, "entries": entries, "may_undo": may_change, "State": ChangeSet.State}


def page_of_whole(record: Record) -> str:
    """The page of the record that this one is a part of; "" when it is none."""
    if not isinstance(record, Part):
        return ""
    return reverse(f"{record.whole._meta.model_name}:inspect", args=[record.whole.pk])
