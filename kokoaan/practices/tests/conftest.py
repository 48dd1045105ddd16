from kokoaan.people.tests.office import office

__all__ = ["office"]
