from __future__ import annotations

from django.db import models


class Vector(models.Model):
    """The meaning of one passage: 384 int8 values of a mean-centred e5 vector, and the scale that restores them.

    `text_hash` and `model` say what was embedded by what; a passage that has not changed is never embedded twice.
    A row without a model ("") waits to be embedded.
    `document` is the index's name for what the passage belongs to ("project|keep-eu:…").
    """

    document = models.CharField(max_length=420)
    passage = models.PositiveIntegerField()
    begins = models.PositiveIntegerField()
    ends = models.PositiveIntegerField()
    lang = models.CharField(max_length=8, blank=True)
    text_hash = models.CharField(max_length=32, db_index=True)
    model = models.CharField(max_length=60, blank=True)
    values = models.BinaryField()
    scale = models.FloatField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["document", "lang", "passage"], name="vector_one_a_passage")]
        indexes = [models.Index(fields=["model"], name="vector_by_model")]

    def __str__(self) -> str:
        return f"{self.document} {self.lang} {self.passage}"
