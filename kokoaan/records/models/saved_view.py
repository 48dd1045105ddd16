from __future__ import annotations

from urllib.parse import parse_qsl, urlencode

from django.apps import apps
from django.core.exceptions import ValidationError
from django.db import models
from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from kokoaan.records.models.record import Record

LONGEST = 2_000
# What is of one visit and not of the view: the page of a list, a download, the view that one came by.
PASSING = {"p", "export", "view", "_w_filter_fragment", "csrfmiddlewaretoken"}
# Pages that are no list of records, and can be saved as they are asked.
PAGES = {"picture": _("The overall picture"), "languages": _("What waits for translation")}


def normal(query: str) -> str:
    """The same question written the one way: sorted, without what is empty or passing.

    >>> normal("?status=active&p=2&q=&kind=sister")
    'kind=sister&status=active'
    """
    asked = [pair for pair in parse_qsl(query.removeprefix("?")) if pair[0] not in PASSING]
    return urlencode(sorted(asked))


def kinds_of_records() -> dict[str, type[Record]]:
    return {str(model._meta.model_name): model for model in apps.get_models() if issubclass(model, Record)}


class SavedView(Record):
    """How somebody looks at a list: its filters, search and order, under a name and an address of their own.

    Its circle shares the question, never the rows: whoever opens it sees the rows that they may see. `kind` is a kind
    of record whose list this is, or one of PAGES; `query` is as `normal` writes it.
    """

    name = models.CharField(_("name"), max_length=120)
    kind = models.CharField(_("which list"), max_length=40)
    query = models.CharField(_("filters"), max_length=LONGEST, blank=True)
    note = models.TextField(_("what it is for"), blank=True)

    class Meta:
        verbose_name = _("saved view")
        verbose_name_plural = _("saved views")
        ordering = ["name", "pk"]
        indexes = [models.Index(fields=["kind", "name"], name="saved_view_by_list")]

    def __str__(self) -> str:
        return self.name

    def clean(self) -> None:
        if self.kind not in {*PAGES, *kinds_of_records()}:
            said = _("There is no list called “%(kind)s”. Save a view from its list.")
            raise ValidationError({"kind": ValidationError(said, params={"kind": self.kind})})

    @property
    def list_name(self) -> str:
        """What the list is called."""
        model = kinds_of_records().get(self.kind)
        return capfirst(str(model._meta.verbose_name_plural if model else PAGES.get(self.kind, self.kind)))

    @property
    def url(self) -> str:
        """The list with these filters."""
        asked = f"{self.query}&" if self.query else ""
        return f"{reverse(f'{self.kind}:index')}?{asked}view={self.uid}"


setattr(SavedView.list_name.fget, "short_description", _("which list"))  # type: ignore[attr-defined]  # noqa: B010
