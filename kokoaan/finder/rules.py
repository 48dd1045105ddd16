"""The rules of the finder: what each measures, and the sentence that it says.

Points come from the one table of weights (weights.json, see curves.py). A pair of measures of two rules gives half its
points to each. A sentence is made only for what is shown.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from kokoaan.finder import sentences
from kokoaan.finder.scene import Scene
from kokoaan.finder.sentences import Said

Say = Callable[[Scene, int, sentences.PlaceName], Said | None]


@dataclass(frozen=True)
class Rule:
    title: str | Promise
    measures: tuple[str, ...]
    say: Say


RULES: dict[str, Rule] = {
    "theme": Rule(
        _("Projects on the theme"),
        (
            "like_projects",
            "like_projects_words",
            "like_projects_meaning",
            "like_projects_amount",
            "like_projects_around",
            "like_projects_city",
            "theme_words",
            "theme_meaning",
            "theme_around",
            "theme_city",
        ),
        sentences.theme,
    ),
    "programme": Rule(
        _("The programme that would fund it"),
        (
            "programme_share",
            "programme_count",
            "programme_public",
            "programme_area",
            "programme_area_wide",
            "programme_first",
        ),
        sentences.programme,
    ),
    "together": Rule(
        _("Earlier work with us or our neighbours"),
        ("with_us", "with_us_theme", "with_us_programme", "near_us", "near_us_theme", "near_us_programme"),
        sentences.together,
    ),
    "company": Rule(
        _("Usual company"), ("partners_of_partners", "usual_company", "company_anywhere"), sentences.company
    ),
    "names": Rule(
        _("Named in the need"),
        ("named", "near_named", "region_named", "country_named", "other_country_named"),
        sentences.names,
    ),
    "networks": Rule(_("City networks"), ("shared_networks", "networks"), sentences.networks),
    "distance": Rule(
        _("Distance"), ("distance", "home", "usual_reach", "usual_distance", "usual_home"), sentences.distance
    ),
    "size": Rule(
        _("Size"),
        ("people", "people_beside_ours", "usual_people", "standing", "crowd", "rank_at_home"),
        sentences.size,
    ),
    "experience": Rule(
        _("Experience"),
        ("experience", "experience_research", "experience_city", "experience_lead"),
        sentences.experience,
    ),
    "country": Rule(
        _("Country"),
        ("country_pair", "country_pair_count", "country_fitting", "country_fitting_each"),
        sentences.country,
    ),
    # Ties are shown and give nothing: a claim is not known to be true, and a suspended tie must never count.
    "ties": Rule(_("Ties"), (), sentences.ties),
}

RULE_OF = {measure: name for name, rule in RULES.items() for measure in rule.measures}
