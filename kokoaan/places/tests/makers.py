from babel import Locale

from kokoaan.lib.fold import fold
from kokoaan.lib.text import text
from kokoaan.places.models import Country, Place


def make_place(name="Oulu", country="FI", population=200_000, **changed):
    """A place found by its name; an id is given unless it matters."""
    name_of = text(en=Locale("en").territories[country])
    land, _made = Country.objects.get_or_create(code=country, defaults={"name": name_of, "continent": "EU"})
    last = Place.objects.order_by("-id").values_list("id", flat=True).first() or 0
    fields = {"id": last + 1, "latitude": 60.0, "longitude": 25.0, "timezone": "Europe/Helsinki", **changed}
    place = Place.objects.create(local_name=name, country=land, population=population, folded=fold(name), **fields)
    place.names.create(text=name, folded=fold(name), source="test")
    return place
