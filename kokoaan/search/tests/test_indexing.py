import pytest
from django.contrib.auth.models import AnonymousUser

from kokoaan.records.models import Outbox
from kokoaan.records.outbox import touch
from kokoaan.search import engine, folders, indexing, pending
from kokoaan.search.engine import index_health
from kokoaan.search.folders import IndexBusy, IndexTrouble
from kokoaan.search.indexing import Indexer, rebuild
from kokoaan.search.models import Vector
from kokoaan.search.searching import search
from kokoaan.search.tests.makers import make_organisation, make_project
from kokoaan.search.vectors import vectors

VERA = AnonymousUser()


def test_what_is_indexed_leaves_the_outbox(index):
    make_project("a", "Harbours", "Harbours are rebuilt.")
    assert Outbox.objects.count() == 1
    index()
    assert not Outbox.objects.exists()
    assert search("harbours", VERA).hits[0].key == "keep-eu:a"


def test_a_row_that_changes_while_it_is_indexed_stays_in_the_outbox(index, monkeypatch):
    make_project("a", "Harbours")
    before = indexing.documents_of

    def changed_meanwhile(names):
        found = before(names)
        touch("project", "keep-eu:a")
        return found

    monkeypatch.setattr(indexing, "documents_of", changed_meanwhile)
    indexer = Indexer()
    indexer.drain()
    indexer.close()
    assert Outbox.objects.get().version == 2


def test_a_kind_that_nobody_knows_is_dropped_from_the_outbox(index):
    touch("unicorn", "1")
    index()
    assert not Outbox.objects.exists()


def test_a_passage_is_embedded_once_for_all(index, monkeypatch):
    make_project("a", "Harbours", "Harbours are rebuilt.")
    make_project("b", "Harbours", "Harbours are rebuilt.")
    index()
    values = {bytes(row.values) for row in Vector.objects.all()}
    assert (Vector.objects.count(), len(values)) == (2, 1)
    monkeypatch.setattr(pending, "centred_passages", lambda texts: pytest.fail("embedded again"))
    rebuild()
    touch("project", "keep-eu:a")
    index()
    assert len(vectors()) == 2


def test_a_changed_text_is_embedded_again_and_the_old_vector_goes(index):
    project = make_project("a", "Harbours", "Harbours are rebuilt.")
    index()
    old = Vector.objects.get().text_hash
    project.summary = {"en": {"text": "Old people are cared for at home."}}
    project.save()
    touch("project", "keep-eu:a")
    index()
    assert Vector.objects.get().text_hash != old
    assert Vector.objects.get().model
    assert [hit.key for hit in search("elderly care", VERA).hits] == ["keep-eu:a"]


def test_vectors_of_another_model_are_made_anew(index):
    make_project("a", "Harbours", "Harbours are rebuilt.")
    index()
    Vector.objects.update(model="older model")
    index()
    assert Vector.objects.get().model == pending.embedder().name


def test_a_rebuilt_index_finds_the_same(index):
    make_project("a", "Harbours", "Harbours are rebuilt.")
    make_organisation("Port of Tomorrow")
    index()
    before = [search(query, VERA) for query in ("harbours", "port")]
    assert rebuild() == 2 + 0
    assert [search(query, VERA) for query in ("harbours", "port")] == before
    assert len(list(folders.root().glob("words-*"))) == 1


def test_a_rebuild_that_fails_leaves_the_old_index(index, monkeypatch):
    make_project("a", "Harbours", "Harbours are rebuilt.")
    index()
    monkeypatch.setattr(engine.schema, "row", lambda document: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        rebuild()
    assert search("harbours", VERA).total == 1


def test_a_batch_that_fails_changes_nothing(index, monkeypatch):
    make_project("a", "Harbours")
    index()
    make_project("b", "Harbours too")
    monkeypatch.setattr(engine.schema, "row", lambda document: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        index()
    assert Outbox.objects.count() == 1
    assert search("harbours", VERA, kinds=["project"]).total == 1


def test_only_one_process_writes(index):
    make_project("a", "Harbours")
    with folders.writing(), pytest.raises(IndexBusy, match="Another process is writing"):
        index()
    index()
    assert search("harbours", VERA).total == 1


@pytest.mark.parametrize("field", ["schema", "analysis"])
def test_an_index_of_another_version_is_seen_and_rebuilt(index, field):
    make_project("a", "Harbours")
    index()
    pointer = folders.read_pointer()
    folders.write_pointer(folders.Pointer(**{**{n: getattr(pointer, n) for n in pointer.__slots__}, field: "older"}))
    assert index_health()
    rebuild()
    assert index_health() == ""
    assert search("harbours", VERA).total == 1


def test_a_damaged_index_is_seen_and_rebuilt(index):
    make_project("a", "Harbours")
    index()
    folder = folders.root() / folders.read_pointer().folder
    (folder / "texts" / "meta.json").write_text("{")
    engine.READERS.engine = None
    with pytest.raises(IndexTrouble, match="damaged. Run: kokoaan index"):
        search("harbours", VERA)
    assert "damaged" in index_health()
    rebuild()
    assert search("harbours", VERA).total == 1


def test_an_index_that_goes_while_the_worker_works_is_made_anew(index):
    make_project("a", "Wind power at sea")
    index()
    (folders.root() / "current.json").unlink()
    make_project("b", "Solar power on roofs")
    index()
    assert [hit.key for hit in search("solar", VERA).hits] == ["keep-eu:b"]
    assert index_health() == ""


def test_a_damaged_file_of_vectors_is_made_anew(index):
    make_project("a", "Elderly care", "Nurses visit old people who live at home.")
    index()
    (folders.root() / "vectors.bin").write_bytes(b"rubbish")
    assert vectors() is None
    assert search("care", VERA).total == 1
    index()
    assert len(vectors()) == 1


def test_an_import_of_sixty_thousand_rows_is_drained_in_batches(index):
    Outbox.objects.bulk_create(Outbox(kind="project", key=f"keep-eu:{n}") for n in range(2_500))
    indexer = Indexer()
    assert [indexer.drain() for _ in range(4)] == [1_000, 1_000, 500, 0]
    indexer.close()
