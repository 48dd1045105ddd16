"""The outline of the world's land, drawn once by Altair and vl-convert and kept beside the other files of the house.

Land: Natural Earth 1:110m (public domain, https://www.naturalearthdata.com), as TopoJSON from the package world-atlas
2.0.2 (ISC licence, https://github.com/topojson/world-atlas).
"""

from __future__ import annotations

import json
import re
from functools import lru_cache
from hashlib import sha256
from pathlib import Path

import altair as alt
import vl_convert
from django.conf import settings

from kokoaan.places.projection import HEIGHT, SCALE, TRANSLATE, WIDTH

LAND = Path(__file__).with_name("land-110m.json")
# Grey that is seen on white and on black.
GREY, OPACITY = "#808b96", 0.32


def drawn() -> str:
    """The land as SVG, in the projection of projection.py, without a background."""
    topology = json.loads(LAND.read_text(encoding="utf-8"))
    data = alt.InlineData(values=topology, format=alt.TopoDataFormat(feature="land", type="topojson"))
    land = alt.Chart(data).mark_geoshape(fill=GREY, fillOpacity=OPACITY, stroke=None)
    chart = land.project(type="equalEarth", scale=SCALE, translate=list(TRANSLATE))
    chart = chart.properties(width=WIDTH, height=HEIGHT, padding=0, background="transparent")
    svg = vl_convert.vegalite_to_svg(chart.configure_view(stroke=None).to_dict())
    return re.sub(r"(\d+\.\d)\d+", r"\1", svg)


@lru_cache(maxsize=1)
def outline() -> bytes:
    """The kept drawing; made where it is missing."""
    path = settings.VAR / f"world-{version()}.svg"
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(drawn(), encoding="utf-8")
    return path.read_bytes()


@lru_cache(maxsize=1)
def version() -> str:
    """Names the drawing: it changes with the land, the code that draws it and the projection."""
    code = b"".join(path.read_bytes() for path in (LAND, Path(__file__), Path(__file__).with_name("projection.py")))
    return sha256(code).hexdigest()[:12]
