"""Compute the middles of the vectors of the model that comes with us: kokoaan/search/centres/.

KOKOAAN_DEBUG=1 .venv/bin/python -m bench.centres
"""

from __future__ import annotations

import os

import numpy as np


def main() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "kokoaan.settings")
    from kokoaan.search import meaning

    model = meaning.embedder().name
    middles = {lang: meaning.middle(lang, is_query=True) for lang in dict(meaning.PROBES)}
    middles |= {"query": meaning.middle("", is_query=True), "passage": meaning.middle("", is_query=False)}
    file = meaning.CENTRES / f"{model.replace('/', '-')}.npz"
    file.parent.mkdir(exist_ok=True)
    np.savez(file, **middles)  # type: ignore[arg-type]
    print(f"{file.name}: {', '.join(middles)}")


if __name__ == "__main__":
    main()
