import pytest

from kokoaan.places import atlas
from kokoaan.places.tests.world import load_world, make_spot

# A small place that the database lacks until a source names it.
VILLAGE = make_spot(900001, "Pienkylä", "FI", 700, (61.0, 25.0))


@pytest.fixture(autouse=True)
def snapshots(settings, tmp_path):
    settings.SNAPSHOT_ROOT = tmp_path / "snapshots"
    return settings.SNAPSHOT_ROOT


@pytest.fixture
def world(db, monkeypatch):
    """A dozen places, and one village among the small ones; reading all of cities500 would take seconds."""
    atlas.small_by_country.cache_clear()
    monkeypatch.setattr(atlas, "small_spots", lambda: {VILLAGE.id: VILLAGE})
    load_world()
    yield
    atlas.small_by_country.cache_clear()
