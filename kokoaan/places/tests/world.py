"""A small world for tests: real names, ids and rough sizes of a few places; no gazetteer is loaded."""

from functools import cache

from kokoaan.places.atlas import Spot, large_spots
from kokoaan.places.gazetteer import load_gazetteer


def make_spot(id, name, country, population=10_000, at=(50.0, 10.0), others=(), **changed):
    values = {"region": "", "timezone": "Europe/Berlin"} | changed
    return Spot(id, name, country, values["region"], *at, population, values["timezone"], tuple(others))


SPOTS = [
    make_spot(658225, "Helsinki", "FI", 658_864, (60.17, 24.94), ["Helsingfors", "Хельсинки"]),
    make_spot(633679, "Turku", "FI", 206_655, (60.45, 22.27), ["Åbo"]),
    make_spot(2673730, "Stockholm", "SE", 1_515_017, (59.33, 18.07), ["Stoccolma"]),
    make_spot(2509954, "Valencia", "ES", 824_340, (39.47, -0.38)),
    make_spot(3625549, "Valencia", "VE", 1_619_470, (10.16, -68.0)),
    make_spot(2988507, "Paris", "FR", 2_138_551, (48.85, 2.35), ["Parigi"]),
    make_spot(4717560, "Paris", "US", 24_782, (33.66, -95.56), region="TX"),
    make_spot(2800866, "Brussels", "BE", 1_019_022, (50.85, 4.35), ["Bruxelles", "Brussel"]),
    make_spot(2761369, "Vienna", "AT", 1_691_468, (48.21, 16.37), ["Wien"]),
    make_spot(2867714, "Munich", "DE", 1_505_005, (48.14, 11.58), ["München", "Muenchen"]),
    make_spot(2825297, "Mülheim an der Ruhr", "DE", 170_632, (51.43, 6.88)),
    make_spot(727011, "Sofia", "BG", 1_152_556, (42.7, 23.32), ["София"]),
    make_spot(3041732, "Mariehamn", "AX", 10_682, (60.1, 19.95)),
]


def load_world():
    load_gazetteer(SPOTS, quiet=True)


@cache
def large():
    return large_spots()
