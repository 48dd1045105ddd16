from kokoaan.projects.models.country_programme import CountryProgramme
from kokoaan.projects.models.project import Participation, Project

__all__ = ["CountryProgramme", "Participation", "Project"]
