"""What happens to a need's shortlist: candidates are kept, weighed, contacted, agreed with or dropped."""

from __future__ import annotations

from collections.abc import Sequence

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from kokoaan.finder.candidacy import ORGANISATION, PLACE
from kokoaan.finder.finding import Question, ask_about
from kokoaan.finder.matches import Order
from kokoaan.finder.models import Need
from kokoaan.finder.results import Result, results
from kokoaan.finder.shortlist import Candidate, Stage, as_kept
from kokoaan.finder.us import us_of_user
from kokoaan.finder.wishes import Wanted, Where
from kokoaan.lib.text import text
from kokoaan.organisations.models import NamedOrganisation, Organisation, OrganisationIdentity
from kokoaan.partners.models import Tie
from kokoaan.people.models import User
from kokoaan.places.sizes import Size
from kokoaan.records.changing import change, create, locked
from kokoaan.records.models import ChangeSet

# So many sentences are remembered of what the finder said.
MOST_SEEN = 3


def question_of(need: Need, user: User) -> Question:
    """The question that a saved need asks again."""
    return Question(
        need.text,
        us_of_user(user),
        order=Order(need.order),
        wanted=Wanted(need.wanted),
        where=Where(need.where),
        size=Size(need.size),
        unusual=need.unusual,
    )


def candidates(question: Question, keys: Sequence[str], user: User) -> list[Candidate]:
    """The candidates that these keys name, with what the finder says of each today; unknown keys are left out."""
    return [candidate(one) for one in results(ask_about(question, keys, user))]


def candidate(one: Result) -> Candidate:
    is_place = one.key.startswith(PLACE)
    # Who reads the need may not see our ties with the candidate, which the asker does.
    facts = [line.because for line in one.lines if not line.status]
    return Candidate(
        key=one.key,
        name=one.name,
        place=one.place or None,
        organisation="" if is_place else one.key.removeprefix(ORGANISATION),
        seen=tuple(facts[:MOST_SEEN]),
    )


def keep(need: Need, key: str, user: User) -> ChangeSet | None:
    """Put a candidate on the need's shortlist; one that stands there already stays as it is."""
    new = candidates(question_of(need, user), [key], user)
    with transaction.atomic():
        # Others may have kept and weighed candidates since the need was read: theirs stay.
        there = locked(need).candidates
        if not new or any(one.key == key for one in there):
            return None
        return change(need, {"shortlist": as_kept([*there, *new])}, user)


def let_go(need: Need, key: str, user: User, expected_version: int) -> ChangeSet | None:
    """Take a candidate off the shortlist; the history keeps what was written of it. Raises Stale as `weigh` does."""
    others = [one for one in need.candidates if one.key != key]
    return change(need, {"shortlist": as_kept(others)}, user, expected_version=expected_version)


def weigh(need: Need, new: Candidate, user: User, expected_version: int) -> ChangeSet | None:
    """Save what is thought of a candidate and how far it has come; the need comes as far as its furthest candidate.

    With the first agreement a prospect tie is made, seen by those who see the need. Raises ValidationError for a
    candidate dropped without a reason, Stale when somebody else saved the need first; nothing is written then.
    """
    if new.stage == Stage.DROPPED and not new.why:
        raise ValidationError(_("Say why %(name)s was dropped: somebody will ask."), params={"name": new.name})
    with transaction.atomic():
        if new.stage == Stage.AGREED and not new.tie:
            new = new.with_(tie=str(prospect(need, new, user).uid))
        others = [new if one.key == new.key else one for one in need.candidates]
        values = {"shortlist": as_kept(others), "stage": stage_after(need, others)}
        return change(need, values, user, expected_version=expected_version)


def stage_after(need: Need, others: Sequence[Candidate]) -> str:
    """A need goes forward with its candidates, never back, and is dropped only by a person."""
    reached = {one.stage for one in others}
    if Stage.AGREED in reached and need.stage in {Stage.OPEN, Stage.CONTACTED}:
        return Stage.AGREED
    if Stage.CONTACTED in reached and need.stage == Stage.OPEN:
        return Stage.CONTACTED
    return need.stage


def prospect(need: Need, agreed: Candidate, user: User) -> Tie:
    """The tie that comes of it: a prospect until somebody says what kind it is and what was decided."""
    tie = Tie(
        place_id=agreed.place,
        organisation=our_record(agreed, need, user) if agreed.organisation else None,
        kind=Tie.Kind.INFORMAL,
        status=Tie.Status.PROSPECT,
        reason=text(**{get_language() or "en": _("Came of the need “%(need)s”.") % {"need": need}}),
        owner=need.owner,
        circle=need.circle,
    )
    tie.links = {"goals": keys_of(need, "goals"), "themes": keys_of(need, "themes")}
    return create(tie, user, reason=_("Agreed with a candidate of a need."))


def keys_of(need: Need, links: str) -> list[int]:
    return list(getattr(need, links).values_list("pk", flat=True))


def our_record(agreed: Candidate, need: Need, user: User) -> Organisation:
    """Our record of an organisation that sources name; made where we have none that the person may see."""
    rows = NamedOrganisation.objects.filter(identity=agreed.organisation)
    keys = OrganisationIdentity.objects.filter(
        organisation__in=Organisation.objects.visible_to(user),
        key__in=rows.values("key"),
        source__in=rows.values("source"),
    )
    if known := keys.select_related("organisation").first():
        return known.organisation
    named = rows.first()
    new = Organisation(
        name=agreed.name,
        kind=named.kind if named else Organisation._meta.get_field("kind").default,
        place_id=agreed.place,
        owner=need.owner,
        circle=need.circle,
    )
    made = create(new, user, reason=_("Agreed with a candidate of a need."))
    if named and not OrganisationIdentity.objects.filter(source=named.source, key=named.key).exists():
        OrganisationIdentity.objects.create(source=named.source, key=named.key, organisation=made)
    return made
