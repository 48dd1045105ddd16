from kokoaan.people.tests.office import office
from kokoaan.search.tests.conftest import index

__all__ = ["index", "office"]
