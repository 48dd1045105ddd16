"""Who may answer which proposals: another person who sees all that they are about, and may change it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator, Sequence
from typing import Any, cast

from django.conf import settings
from django.contrib.contenttypes.models import ContentType
from django.db.models import Q, QuerySet
from django.utils import timezone

from kokoaan.people.models import Post, User
from kokoaan.records.history import may_read
from kokoaan.records.models import Change, ChangeSet, Part, Record
from kokoaan.records.models.change import ChangeQuerySet
from kokoaan.records.parts import part_models
from kokoaan.records.undoing import model_of
from kokoaan.records.values import logged_fields, set_field

WAITING = ChangeSet.State.PROPOSED
# So many people are named to whom a proposal goes.
NAMED = 3


def answerable(user: User) -> QuerySet[ChangeSet]:
    """Proposals of others that user may answer, the oldest first."""
    return open_to(user).exclude(by=user).select_related("by").order_by("at", "pk")


def own(user: User) -> QuerySet[ChangeSet]:
    """What user proposed and nobody has answered, the newest first; of what is hidden from them now, not a word."""
    seen = visible(waiting(ChangeSet.objects.filter(by=user)), user)
    return seen.select_related("by").order_by("-at", "-pk")


def open_to(user: User) -> QuerySet[ChangeSet]:
    """Proposals that wait, all of whose records user sees and may change, or delete where they are to go."""
    keys = waiting(ChangeSet.objects.all())
    sets, rows = visible(keys, user), rows_of(keys)
    for model, kind in kinds_of(rows):
        if not user.may("change", model):
            sets = sets.exclude(pk__in=rows.filter(model=kind).values("changeset"))
        elif not user.may("delete", model):
            sets = sets.exclude(pk__in=rows.filter(model=kind, field="", new__isnull=True).values("changeset"))
    return sets


def visible(keys: Collection[int], user: User) -> QuerySet[ChangeSet]:
    """Of those that wait, by keys, whose every record user could see before and after, and can still."""
    rows = rows_of(keys)
    hidden = Q(pk__in=rows.hidden_from(user).values("changeset")) | Q(pk__in=with_hidden_wholes(rows, user))
    for model, kind in kinds_of(rows):
        secret = model._base_manager.exclude(circle__in=user.circle_ids).values("uid")
        hidden |= Q(pk__in=rows.filter(model=kind, record__in=secret).values("changeset"))
    return ChangeSet.objects.filter(pk__in=keys, state=WAITING).exclude(hidden)


def waiting(sets: QuerySet[ChangeSet]) -> list[int]:
    """Which of sets wait. They are read first: PostgreSQL does not guess how few they are, and would read the log."""
    return list(sets.filter(state=WAITING).order_by().values_list("pk", flat=True))


def rows_of(keys: Collection[int]) -> ChangeQuerySet:
    """Unordered: a database that is to give rows by their key reads the whole log for the few that wait."""
    return Change.objects.order_by().filter(changeset__in=keys)


def kinds_of(rows: ChangeQuerySet) -> Iterator[tuple[type[Record], int]]:
    for kind in ContentType.objects.filter(pk__in=rows.values("model")):
        yield cast("type[Record]", kind.model_class()), kind.pk


def may_see(changeset: ChangeSet, user: User) -> bool:
    """Whether user may read a proposal, answered or not."""
    return may_read(changeset, user) and not with_hidden_wholes(changeset.changes.all(), user)


def may_answer(changeset: ChangeSet, user: User) -> bool:
    return answerable(user).filter(pk=changeset.pk).exists()


def with_hidden_wholes(rows: ChangeQuerySet, user: User) -> set[int]:
    """Change sets that would add a part to a record that is hidden from user: the part itself is not there to ask."""
    by_kind: dict[type[Part], list[tuple[int, Part]]] = defaultdict(list)
    for row in rows.filter(field="", old__isnull=True, version__isnull=True):
        model = model_of(row)
        if issubclass(model, Part):
            by_kind[model].append((row.changeset_id, cast(Part, record_of_birth(row))))
    found: set[int] = set()
    for model, pairs in by_kind.items():
        wholes = [whole for some in model.wholes_of(part for _key, part in pairs) for whole in some]
        hidden = {model.key_of(whole) for whole in wholes if whole.circle_id not in user.circle_ids}
        found |= {key for key, part in pairs if part.whole_key in hidden}
    return found


def record_of_birth(row: Change) -> Record:
    """The record that a proposed birth would make."""
    record, fields, new = model_of(row)(), logged_fields(model_of(row)), row.new or {}
    for name in fields.keys() & new.keys():
        set_field(record, fields[name], new[name])
    return record


def about(record: Record) -> ChangeQuerySet:
    """What proposals that wait say of a record or its parts, those to be added too; whoever may see them."""
    rows = Q(record=record.uid)
    for model in part_models():
        if model._meta.get_field(model.whole_field).related_model is type(record):
            kind, parts = ContentType.objects.get_for_model(model), model.of(record).values("uid")
            born = Q(field="", **{f"new__{model.whole_field}": model.key_of(record)})
            rows |= Q(model=kind) & (Q(record__in=parts) | born)
    return Change.objects.filter(rows, changeset__state=WAITING)


def seen_about(record: Record, user: User) -> Sequence[ChangeSet]:
    """Proposals that wait about a record or its parts, as user may read them."""
    keys = set(about(record).order_by().values_list("changeset", flat=True))
    # Nearly always nothing waits.
    if not keys:
        return []
    return list(visible(keys, user).select_related("by").order_by("-at", "-pk"))


def who_may(record: Record, by: User | None) -> list[User]:
    """Some of those who may answer what by proposes of record: colleagues of its owner who see it and may change it."""
    posts = Post.objects.open_on(timezone.localdate()).filter(unit__path__startswith=record.owner.organisation.path)
    verb = f"{record._meta.app_label}.change_{record._meta.model_name}"
    people: Any = User.objects.with_perm(verb, backend=settings.AUTHENTICATION_BACKENDS[0], include_superusers=False)
    colleagues = people.filter(pk__in=posts.values("user")).exclude(pk=by.pk if by else None)
    # Who is in a circle is asked person by person.
    return [one for one in colleagues[: 4 * NAMED] if record.circle_id in one.circle_ids][:NAMED]
