"""What meetings say of the people who were met."""

from __future__ import annotations

from django.urls import reverse

from kokoaan.desk.models import Meeting
from kokoaan.organisations.models import Person
from kokoaan.organisations.person_page import Met
from kokoaan.people.models import User


def last_met(person: Person, user: User) -> Met | None:
    """The latest meeting with the person that user sees."""
    meeting = Meeting.objects.visible_to(user).filter(people=person).order_by("-day", "-pk").first()
    return Met(meeting.day, meeting.about, reverse("meeting:inspect", args=[meeting.pk])) if meeting else None
