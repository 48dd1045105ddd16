from kokoaan.practices.models.adoption import Adoption
from kokoaan.practices.models.enquiry import Enquiry
from kokoaan.practices.models.partner import PracticePartner
from kokoaan.practices.models.practice import Practice
from kokoaan.practices.models.result import PracticeResult
from kokoaan.practices.models.use import Use

__all__ = ["Adoption", "Enquiry", "Practice", "PracticePartner", "PracticeResult", "Use"]
