"""What a meeting is found by."""

from __future__ import annotations

from kokoaan.desk.models import Meeting
from kokoaan.lib.spoken import language_of
from kokoaan.lib.text import LANGUAGES
from kokoaan.search.document import Body, Document, Name
from kokoaan.search.kinds import Kind, by_uid
from kokoaan.search.shapes import in_words


def of_meeting(meeting: Meeting) -> Document:
    text = " ".join(part for part in (meeting.about, meeting.next_step) if part)
    return Document(
        kind="meeting",
        key=str(meeting.uid),
        circle=meeting.circle_id,
        titles={lang: in_words(meeting, lang) for lang in LANGUAGES},
        names=(Name(meeting.who),),
        bodies=(Body(language_of(text), text),) if text else (),
        weight=2.0,
    )


MEETINGS = Kind(name="meeting", rows=Meeting.objects.all, keyed=by_uid, document=of_meeting, carries_meaning=True)
