from threading import Event

import pytest

from kokoaan.search.indexing import rebuild
from kokoaan.search.working import Worker


@pytest.fixture
def index(db, settings, tmp_path):
    """An empty index of this test's own; call it to bring in all that waits."""
    settings.INDEX_ROOT = tmp_path / "index"
    settings.EMBEDDER_THREADS = 1
    rebuild()
    worker = Worker(lambda text: None)
    yield lambda: worker.until_done(Event())
    worker.close()
