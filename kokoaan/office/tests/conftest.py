from kokoaan.desk.tests.conftest import office

__all__ = ["office"]
