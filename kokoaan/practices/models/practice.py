from __future__ import annotations

from typing import ClassVar, Self

from django.core.exceptions import ValidationError
from django.core.validators import MinValueValidator, URLValidator
from django.db import models
from django.utils.text import Truncator
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from kokoaan.lib import stage as stages
from kokoaan.lib.fold import fold_names
from kokoaan.lib.money import CurrencyField
from kokoaan.lib.partial_date import PartialDateField, spell
from kokoaan.lib.text import Text, TextField, in_language
from kokoaan.organisations.models import Organisation
from kokoaan.strategy.models import Aimed
from kokoaan.strategy.models.aimed import AimedQuerySet

# So much of all titles together is searched.
FOLDED = 1000
# What a practice tells besides its title, in the order in which it is read.
TEXTS = ("promise", "problem", "solution", "process", "results", "failed", "conditions", "transfer_reason")


class PracticeQuerySet(AimedQuerySet):
    def ours(self) -> Self:
        return self.filter(origin=Practice.Origin.OURS)

    def found(self) -> Self:
        return self.filter(origin=Practice.Origin.FOUND)


class Practice(Aimed):
    """What works somewhere, told so that another city can judge it: ours, which we share, or found elsewhere.

    Its fields are those that OPSI, URBACT, Interreg Europe and UN-Habitat ask for; an empty one is shown as a gap.
    `fact` is the key under which a source tells of the same ("jrc:jrc:10000"). Everyone sees it only when a second
    person has accepted that.
    """

    Stage = stages.Stage

    class Origin(models.TextChoices):
        OURS = "ours", _("ours")
        FOUND = "found", _("found elsewhere")

    class Transferability(models.IntegerChoices):
        HARDLY = 1, _("1: hardly, it hangs on local conditions")
        PARTLY = 2, _("2: in parts")
        ADAPTED = 3, _("3: when it is adapted")
        WELL = 4, _("4: well")
        AS_IT_IS = 5, _("5: as it is; others have done so")

    class Verdict(models.TextChoices):
        UNDECIDED = "undecided", _("not decided yet")
        ADOPT = "adopt", _("let us do it")
        ADAPT = "adapt", _("let us adapt it")
        FOLLOW = "follow", _("let us follow it")
        NO = "no", _("not for us")

    title = TextField(_("title"))
    promise = TextField(
        _("promise in one sentence"), blank=True, help_text=_("What it gives to whom: one sentence that stands alone.")
    )
    origin = models.CharField(_("whose practice"), max_length=5, choices=Origin, default=Origin.OURS, db_index=True)
    place = models.ForeignKey(
        "places.Place", models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("place")
    )
    organisation = models.ForeignKey(
        "organisations.Organisation",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("owning organisation"),
        help_text=_("When it is in the register."),
    )
    body = models.CharField(_("or its name"), max_length=200, blank=True)
    contact = models.CharField(
        _("contact role"), max_length=200, blank=True, help_text=_("The office held, not a name: “Head of mobility”.")
    )
    stage = models.CharField(_("stage"), max_length=6, choices=Stage, blank=True, db_index=True)
    begins = PartialDateField(_("begins"))
    ends = PartialDateField(_("ends"))
    problem = TextField(_("problem before"), is_long=True, blank=True)
    solution = TextField(_("solution"), is_long=True, blank=True)
    process = TextField(_("process"), is_long=True, blank=True)
    cost = models.DecimalField(
        _("money"), max_digits=14, decimal_places=2, null=True, blank=True, validators=[MinValueValidator(0)]
    )
    currency = CurrencyField(_("currency"), help_text=_("Its three letters: EUR, USD, SEK."))
    staff = models.CharField(_("people"), max_length=200, blank=True, help_text=_("Two person-years, five schools"))
    duration = models.CharField(_("time"), max_length=200, blank=True, help_text=_("14 months from idea to use"))
    results = TextField(
        _("results"), is_long=True, blank=True, help_text=_("In words; figures go to the results with evidence.")
    )
    failed = TextField(_("what failed"), is_long=True, blank=True)
    conditions = TextField(_("conditions for success"), is_long=True, blank=True)
    transferability = models.PositiveSmallIntegerField(
        _("transferability"), choices=Transferability, null=True, blank=True
    )
    transfer_reason = TextField(_("why so transferable"), is_long=True, blank=True)
    languages = models.CharField(
        _("languages of its material"), max_length=60, blank=True, help_text=_("Codes with commas: fi, sv, en")
    )
    licence = models.CharField(_("licence"), max_length=100, blank=True, help_text=_("CC BY 4.0"))
    pages = models.TextField(_("links"), blank=True, help_text=_("One address on each line."))
    validated_by = models.CharField(
        _("validated by"), max_length=200, blank=True, help_text=_("The office or body, not a person.")
    )
    validated_on = PartialDateField(_("validated on"))
    review = PartialDateField(_("next review"))
    needed_by = models.ForeignKey(
        "people.Unit",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("who here needs it"),
        help_text=_("Of a practice found elsewhere."),
    )
    verdict = models.CharField(_("verdict"), max_length=9, choices=Verdict, blank=True)
    verdict_reason = TextField(_("why this verdict"), is_long=True, blank=True)
    fact = models.CharField(_("the same at a source"), max_length=300, blank=True, db_index=True)
    folded = models.CharField(max_length=FOLDED, editable=False, default="")

    objects = PracticeQuerySet.as_manager()  # type: ignore[misc]

    asks_second = True
    derived_fields = ("folded",)
    called_by = ("title",)

    class Meta:
        verbose_name = _("practice")
        verbose_name_plural = _("practices")
        ordering: ClassVar = ["folded", "pk"]
        indexes: ClassVar = [
            models.Index(fields=["circle", "origin"], name="practice_by_circle"),
            models.Index(fields=["review"], name="practice_review"),
        ]
        constraints: ClassVar = [spell("practice_ends_after_it_begins")]

    def __str__(self) -> str:
        return Truncator(in_language(self.title, get_language() or "en")).chars(120)

    def derive(self) -> None:
        self.folded = fold_names((one.get("text", "") for one in self.title.values()), FOLDED)

    def clean(self) -> None:
        self.pages = "\n".join(line.strip() for line in self.pages.splitlines() if line.strip())
        for line in self.addresses:
            check_address(line)
        if self.origin == self.Origin.OURS and self.verdict:
            raise ValidationError({"verdict": _("A verdict is given on what was found elsewhere, not on our own.")})

    @property
    def texts(self) -> tuple[Text, ...]:
        return tuple(getattr(self, name) for name in TEXTS)

    @property
    def addresses(self) -> list[str]:
        return self.pages.splitlines()

    @property
    def known_owner(self) -> Organisation | None:
        """The owning organisation, if all who see the practice may know it."""
        return self.organisation if self.organisation and self.may_name(self.organisation) else None

    @property
    def owned_by(self) -> str:
        """Whose it is, as far as all who see the practice may know it."""
        return str(self.known_owner or self.body)


def check_address(line: str) -> None:
    """Raise ValidationError for a line of `pages` that is no public address."""
    try:
        URLValidator(schemes=["http", "https"])(line)
    except ValidationError:
        said = _("“%(line)s” is not an address. Write one on each line: https://…")
        raise ValidationError({"pages": ValidationError(said, params={"line": line[:200]})}) from None
