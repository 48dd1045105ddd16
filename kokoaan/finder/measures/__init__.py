"""What the finder measures of every candidate, by name. A docstring is the measure's public description."""

from __future__ import annotations

from collections.abc import Callable

from kokoaan.finder.evidence import Floats
from kokoaan.finder.measures import (
    company,
    countries,
    distance,
    experience,
    names,
    networks,
    programme,
    projects,
    size,
    together,
)
from kokoaan.finder.scene import Scene

Measure = Callable[[Scene], Floats]

MEASURES: dict[str, Measure] = {
    "like_projects": projects.like_projects,
    "like_projects_words": projects.like_projects_words,
    "like_projects_meaning": projects.like_projects_meaning,
    "like_projects_amount": projects.like_projects_amount,
    "like_projects_around": projects.like_projects_around,
    "like_projects_city": projects.like_projects_city,
    "theme_words": projects.theme_words,
    "theme_meaning": projects.theme_meaning,
    "theme_around": projects.theme_around,
    "theme_city": projects.theme_city,
    "programme_share": programme.programme_share,
    "programme_count": programme.programme_count,
    "programme_public": programme.programme_public,
    "programme_area": programme.programme_area,
    "programme_area_wide": programme.programme_area_wide,
    "programme_first": programme.programme_first,
    "with_us": together.with_us,
    "with_us_theme": together.with_us_theme,
    "with_us_programme": together.with_us_programme,
    "near_us": together.near_us,
    "near_us_theme": together.near_us_theme,
    "near_us_programme": together.near_us_programme,
    "partners_of_partners": company.partners_of_partners,
    "usual_company": company.usual_company,
    "company_anywhere": company.company_anywhere,
    "named": names.named,
    "near_named": names.near_named,
    "region_named": names.region_named,
    "country_named": names.country_named,
    "other_country_named": names.other_country_named,
    "shared_networks": networks.shared_networks,
    "networks": networks.networks,
    "distance": distance.distance,
    "home": distance.home,
    "usual_reach": distance.usual_reach,
    "usual_distance": distance.usual_distance,
    "usual_home": distance.usual_home,
    "people": size.people,
    "people_beside_ours": size.people_beside_ours,
    "usual_people": size.usual_people,
    "standing": size.standing,
    "crowd": size.crowd,
    "rank_at_home": size.rank_at_home,
    "experience": experience.experience,
    "experience_research": experience.experience_research,
    "experience_city": experience.experience_city,
    "experience_lead": experience.experience_lead,
    "country_pair": countries.country_pair,
    "country_pair_count": countries.country_pair_count,
    "country_fitting": countries.country_fitting,
    "country_fitting_each": countries.country_fitting_each,
}
