import numpy as np
import pytest

from kokoaan.search.document import document_number
from kokoaan.search.meaning import unit
from kokoaan.search.vectors import ROW, VectorFile, packed


def random_vectors(count, width=384):
    return unit(np.random.default_rng(7).normal(size=(count, width)).astype(np.float32))


def file_of(vectors, numbers, kind=b"project"):
    values, scales = packed(vectors)
    rows = np.zeros(len(vectors), ROW)
    rows["number"], rows["scale"], rows["kind"] = numbers, scales, kind
    return VectorFile("m", rows, values)


def test_eight_bits_keep_the_order():
    vectors = random_vectors(2_000)
    file = file_of(vectors, range(2_000))
    queries = random_vectors(20)
    exact = np.argsort(-(queries @ vectors.T), axis=1)[:, :20]
    found = [[match.number for match in file.best(line, 20, file.allowed(None))] for line in file.scores(queries)]
    assert np.mean([len(set(a) & set(b)) / 20 for a, b in zip(exact, found, strict=True)]) > 0.97


def test_a_document_counts_by_its_best_passage_only():
    vectors = random_vectors(30)
    file = file_of(vectors, [1] * 20 + list(range(2, 12)))
    found = file.best(file.scores(vectors[:1])[0], 5, file.allowed(None))
    assert [match.number for match in found][0] == 1
    assert len({match.number for match in found}) == 5


def test_guarded_rows_are_found_only_where_they_are_named():
    file = file_of(random_vectors(3), [10, 11, 12], b"organisation")
    assert file.allowed(None).tolist() == [False, False, False]
    assert file.allowed([11]).tolist() == [False, True, False]
    assert file.allowed([10, 11], without=[11]).tolist() == [True, False, False]


@pytest.mark.parametrize("limit", [1, 5, 50])
def test_an_empty_file_finds_nothing(limit):
    file = file_of(random_vectors(0), [])
    assert file.best(file.scores(random_vectors(1))[0], limit, file.allowed(None)) == []


def test_numbers_are_the_same_everywhere_and_fit_a_signed_column():
    assert document_number("project|keep-eu:a") == document_number("project|keep-eu:a") < 2**63
