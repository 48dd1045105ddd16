from kokoaan.search.tests.conftest import index

__all__ = ["index"]
