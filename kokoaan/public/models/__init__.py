from kokoaan.public.models.home_page import HomePage
from kokoaan.public.models.section_page import Section, SectionPage

__all__ = ["HomePage", "Section", "SectionPage"]
