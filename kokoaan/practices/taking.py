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
from kokoaan.people.models import User
from kokoaan.practices.models import Practice
from kokoaan.practices.reading.keeping import Kept
from kokoaan.records.changing import change, create
from kokoaan.records.documents.keeping import check, keep
from kokoaan.records.documents.types import type_of
from kokoaan.records.models import Attachment
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
    return form_for(Practice, every, WIDGETS)(data, instance=practice, user=user)


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
def take(form: RecordForm, kept: Kept, by: User, *, with_document: bool) -> Practice:
    """Save what a valid form holds, and keep the document with it. Raises Stale or ValidationError as saving does."""
    practice = cast(Practice, form.instance)
    reason = form.cleaned_data["change_reason"] or _("Read from the document “%(name)s”.") % {"name": kept.name}
    if practice.pk:
        expected = form.cleaned_data["expected_version"] or 0
        change(practice, form.values, by, reason=reason, source=kept.name, expected_version=expected)
    else:
        fields = logged_fields(Practice)
        practice.links = {name: keys for name, keys in form.values.items() if fields[name].many_to_many}
        create(practice, by, reason, kept.name)
    if with_document and not is_kept_with(kept, practice):
        attach(kept, practice, by, reason)
    return practice


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


def is_kept_with(kept: Kept, practice: Practice) -> bool:
    """Whether the practice has a document of this title already: it is taken from a second time."""
    return bool(practice.pk) and Attachment.objects.filter(record=practice.uid, title=title_of(kept)).exists()


def title_of(kept: Kept) -> str:
    return kept.name.rpartition(".")[0] or kept.name
