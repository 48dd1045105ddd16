from kokoaan.records.models.attachment import Attachment
from kokoaan.records.models.change import Change, ChangeSet
from kokoaan.records.models.fact import Fact, Identity
from kokoaan.records.models.outbox import Outbox
from kokoaan.records.models.part import Part
from kokoaan.records.models.record import Record, RecordQuerySet, by_name_of, prints_name_of
from kokoaan.records.models.redirect import Redirect
from kokoaan.records.models.saved_view import SavedView
from kokoaan.records.models.snapshot import Snapshot

__all__ = [
    "Attachment",
    "Change",
    "ChangeSet",
    "Fact",
    "Identity",
    "Outbox",
    "Part",
    "Record",
    "RecordQuerySet",
    "Redirect",
    "SavedView",
    "Snapshot",
    "by_name_of",
    "prints_name_of",
]
