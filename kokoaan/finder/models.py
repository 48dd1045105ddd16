from __future__ import annotations

from django.core.validators import MaxLengthValidator
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.text import Truncator
from django.utils.translation import gettext_lazy as _

from kokoaan.finder.shortlist import Candidate, ShortlistField, Stage, as_kept, candidates_of
from kokoaan.finder.wishes import Wanted, Where
from kokoaan.lib.fold import fold
from kokoaan.places.sizes import Size
from kokoaan.strategy.models import Aimed

LONGEST = 2_000


class Need(Aimed):
    """What somebody of us looks a partner for: a search that was kept, and what became of it."""

    class Order(models.TextChoices):
        LIKELY = "likely", _("likely: who would probably join")
        FRESH = "fresh", _("fresh: who knows most about it")

    class Gain(models.TextChoices):
        LEARN = "learn", _("learn from others")
        INFLUENCE = "influence", _("influence together")
        PROJECT = "project", _("a joint project")
        BUSINESS = "business", _("business")

    text = models.TextField(_("need"), validators=[MaxLengthValidator(LONGEST)])
    folded = models.TextField(editable=False)
    order = models.CharField(_("order"), max_length=6, choices=Order, default=Order.LIKELY)
    wanted = models.CharField(_("kind of partner"), max_length=13, choices=Wanted, default=Wanted.ALL)
    where = models.CharField(_("where"), max_length=6, choices=Where, default=Where.WORLD)
    size = models.CharField(_("size"), max_length=10, choices=Size, default=Size.ANY)
    unusual = models.BooleanField(_("not our usual ones"), default=False)
    gain = models.CharField(_("what we want of it"), max_length=10, choices=Gain, blank=True)
    deadline = models.DateField(_("deadline"), null=True, blank=True)
    stage = models.CharField(_("stage"), max_length=9, choices=Stage, default=Stage.OPEN)
    why = models.TextField(_("what became of it"), blank=True)
    shortlist = ShortlistField(_("shortlist"), blank=True)
    opened = models.DateField(_("opened"), default=timezone.localdate, editable=False)

    derived_fields = ("folded",)

    class Meta:
        verbose_name = _("need")
        verbose_name_plural = _("needs")
        ordering = ["-opened", "-pk"]
        constraints = [
            models.CheckConstraint(
                name="need_dropped_says_why",
                condition=~Q(stage="dropped") | ~Q(why=""),
                violation_error_message=_("Say why it was dropped: somebody will ask."),
            )
        ]

    def __str__(self) -> str:
        return Truncator(" ".join(self.text.split())).chars(80)

    def derive(self) -> None:
        self.folded = fold(self.text)

    @property
    def candidates(self) -> list[Candidate]:
        return candidates_of(self.shortlist)

    @candidates.setter
    def candidates(self, candidates: list[Candidate]) -> None:
        self.shortlist = as_kept(candidates)

    @property
    def is_open(self) -> bool:
        return self.stage in {Stage.OPEN, Stage.CONTACTED}
