"""Take what was ticked of a document into a practice: the same form, checks and log as when it is typed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, cast

from django.contrib.contenttypes.models import ContentType
from django.core.files.uploadedfile import SimpleUploadedFile, UploadedFile
from django.db import transaction
from django.utils.translation import gettext as _

from kokoaan.lib.money import AmountField
from kokoaan.lib.text import LANGUAGES, Text, TextField
from kokoaan.people.models import Circle, User
from kokoaan.practices.models import Practice
from kokoaan.practices.reading.keeping import Kept
from kokoaan.records.asking import change_or_propose, create_or_propose
from kokoaan.records.changing import create
from kokoaan.records.documents.keeping import check, keep
from kokoaan.records.documents.types import type_of
from kokoaan.records.models import Attachment, ChangeSet
from kokoaan.records.register.forms import RecordForm, form_for
from kokoaan.records.values import logged_fields

# What a new practice needs besides what the document says of it.
BESIDES = ("origin", "owner", "circle")
# The form of the amount asks for figures as people write them; its currency goes with it.
WIDGETS = {"cost": AmountField(required=False)}
TOGETHER = {"cost": "currency"}


def form_of(practice: Practice, names: Sequence[str], user: User, data: Any = None) -> RecordForm:
    """The form of these fields of a practice; of a new one also what it needs besides."""
    every = [*names, *(() if practice.pk else BESIDES)]
    # Of a form without an instance the owner and the circle are ours to begin with.
    return form_for(Practice, every, WIDGETS)(data, instance=practice if practice.pk else None, user=user)


def with_company(ticked: Sequence[str]) -> list[str]:
    """The ticked fields, and those that say nothing without them."""
    return list(dict.fromkeys([*ticked, *(TOGETHER[name] for name in ticked if name in TOGETHER)]))


def data_of(practice: Practice, names: Sequence[str], posted: Mapping[str, str]) -> dict[str, str]:
    """What the form is filled with: of a text the version that was taken, beside those that stand."""
    data = {name: posted[name] for name in (*BESIDES, "expected_version", "change_reason") if name in posted}
    for name in names:
        typed = posted.get(f"value-{name}", "")
        if isinstance(Practice._meta.get_field(name), TextField):
            stands = cast("Text", getattr(practice, name))
            lang = posted.get(f"lang-{name}", "")
            versions = {code: stands.get(code, {}).get("text", "") for code in LANGUAGES}
            data |= {f"{name}_{code}": typed if code == lang else words for code, words in versions.items()}
        else:
            data[name] = typed
    return data


@transaction.atomic
def take(form: RecordForm, kept: Kept, by: User, *, with_document: bool) -> ChangeSet | None:
    """Save what a valid form holds, or propose it where a second person is asked; None when nothing differs.

    Raises Stale or ValidationError as saving does. The document is kept with a practice that few see: what everyone
    sees is looked at first.
    """
    practice = cast(Practice, form.instance)
    reason = form.cleaned_data["change_reason"] or _("Read from the document “%(name)s”.") % {"name": kept.name}
    if practice.pk:
        version = form.cleaned_data["expected_version"] or 0
        done = change_or_propose(practice, form.values, by, reason=reason, source=kept.name, expected_version=version)
        # The form wrote into it what may only be proposed.
        practice.refresh_from_db()
    else:
        fields = logged_fields(Practice)
        practice.links = {name: keys for name, keys in form.values.items() if fields[name].many_to_many}
        done = create_or_propose(practice, by, reason, kept.name)
    if with_document and may_keep(kept, practice):
        attach(kept, practice, by, reason)
    return done


def attach(kept: Kept, practice: Practice, by: User, reason: str) -> None:
    """Keep the document with the practice; of a web page its words, since pages with scripts are not kept."""
    with kept.file.open("rb") as body:
        file: UploadedFile[Any] = UploadedFile(body, kept.name, size=kept.file.stat().st_size)
        if type_of(body, kept.name) is None:
            file = SimpleUploadedFile(kept.name, kept.reading.text.encode())
        lies = keep(file, check(file))
    new = Attachment(model=ContentType.objects.get_for_model(practice), record=practice.uid, title=title_of(kept))
    new.name, new.media_type, new.size, new.sha256 = lies.name, lies.media_type, lies.size, lies.sha256
    create(new, by, reason, kept.name)


def may_keep(kept: Kept, practice: Practice) -> bool:
    """Whether the document can be kept with the practice: not with what everyone sees, and not a second time."""
    if not practice.pk:
        return True
    there = Attachment.objects.filter(record=practice.uid, title=title_of(kept)).exists()
    return practice.circle_id != Circle.EVERYONE and not there


def title_of(kept: Kept) -> str:
    return kept.name.rpartition(".")[0] or kept.name
