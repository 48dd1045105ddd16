import re

from django.template.loader import render_to_string
from django.utils.translation import override

from kokoaan.places.models import Place
from kokoaan.places.worldmap import EUROPE, Arc, Dot, is_inside, world_map

SPOTS = {
    "Helsinki": (60.17, 24.94),
    "Tallinn": (59.44, 24.75),
    "Stockholm": (59.33, 18.07),
    "Saint Petersburg": (59.94, 30.31),
    "Berlin": (52.52, 13.41),
    "Beijing": (39.91, 116.4),
}
DOTS = [
    Dot(Place(id=number, local_name=name, latitude=at[0], longitude=at[1]), name, "active")
    for number, (name, at) in enumerate(SPOTS.items(), 1)
]


def drawn():
    arcs = [Arc(DOTS[0].place, dot.place) for dot in DOTS[1:]]
    return world_map(DOTS, arcs, world="The world", europe="Europe")


def span(mark, unit):
    width = 8 * unit * (len(mark.dot.label) + 1)
    return (mark.x, mark.x + width) if mark.name == "right" else (mark.x - width, mark.x)


def test_the_nordic_capitals_are_on_the_map_of_europe():
    assert all(is_inside(dot.at, EUROPE) for dot in DOTS[:5])
    assert not is_inside(DOTS[5].at, EUROPE)


def test_no_name_covers_another_name_or_a_mark():
    for picture in drawn().pictures:
        named = [mark for mark in picture.marks if mark.name]
        for mark in named:
            start, end = span(mark, picture.unit)
            for other in picture.marks:
                apart = abs(other.y - mark.y) > 13 * picture.unit
                assert other is mark or apart or not start < other.x < end, (mark.dot.label, other.dot.label)


def test_the_world_does_not_name_what_the_map_of_europe_names():
    world, europe = drawn().pictures
    assert [mark.dot.label for mark in world.marks if mark.name] == ["Beijing"]
    assert {"Stockholm", "Berlin"} <= {mark.dot.label for mark in europe.marks if mark.name}


def test_coordinates_keep_their_point_in_every_language():
    for language in ("fi", "sv", "en"):
        with override(language):
            svg = render_to_string("places/_picture.html", {"picture": drawn().pictures[0]})
        numbers = re.findall(r'(?<!\w)(?:cx|cy|r|x|y)="([^"]+)"', svg)
        assert numbers
        assert all(re.fullmatch(r"-?\d+(\.\d+)?", number) for number in numbers), language
