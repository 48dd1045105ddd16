from kokoaan.projects.models.country_programme import CountryProgramme
from kokoaan.projects.models.joint_project import JointProject
from kokoaan.projects.models.partner import ProjectPartner
from kokoaan.projects.models.project import Participation, Project

__all__ = ["CountryProgramme", "JointProject", "Participation", "Project", "ProjectPartner"]
