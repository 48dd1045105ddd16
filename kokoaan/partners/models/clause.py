from __future__ import annotations

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from kokoaan.lib.fold import fold_names
from kokoaan.lib.text import TextField, in_language
from kokoaan.partners.models.agreement import Agreement
from kokoaan.records.models import Part


class Clause(Part):
    """A numbered piece of an agreement."""

    agreement = models.ForeignKey(Agreement, models.PROTECT, related_name="clauses", verbose_name=_("agreement"))
    number = models.CharField(_("number"), max_length=20, blank=True, help_text=_("As in the agreement: 3.2"))
    heading = TextField(_("heading"), blank=True)
    text = TextField(_("text"), is_long=True)
    position = models.PositiveSmallIntegerField(_("place in the agreement"), default=1)
    folded = models.CharField(max_length=600, editable=False, db_index=True)

    whole_field = "agreement"
    derived_fields = ("folded",)

    class Meta:
        verbose_name = _("clause")
        verbose_name_plural = _("clauses")
        ordering = ["agreement", "position", "pk"]

    def __str__(self) -> str:
        lang = get_language() or "en"
        words = in_language(self.heading, lang) or in_language(self.text, lang)[:60]
        return f"{self.number} {words}".strip()

    def derive(self) -> None:
        # Each as it is called in that language, so that it is found by its name.
        called = [f"{self.number} {one.get('text', '')}" for text in (self.heading, self.text) for one in text.values()]
        self.folded = fold_names(called, 600)

    def clean(self) -> None:
        """A clause that carries commitments stays in their agreement."""
        if self.pk and self.commitments.exclude(agreement=self.agreement_id).exists():
            raise ValidationError(
                {"agreement": _("Commitments of its agreement stand on this clause. Move them first.")}
            )

    @property
    def document(self) -> tuple[str, str]:
        return self.agreement.document
