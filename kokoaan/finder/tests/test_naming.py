from kokoaan.finder.families import family, readable
from kokoaan.finder.naming import named_in
from kokoaan.finder.regions import region_names
from kokoaan.finder.tests.facts import NEAR, make_base


def test_places_regions_and_countries_are_named_with_a_capital():
    named = named_in("Ferries from Neartown to Estonia and the Northshore", make_base(), {"northshore"})
    assert (dict(named.places), dict(named.countries), dict(named.regions)) == ({NEAR: 1}, {"EE": 1}, {"northshore": 1})


def test_a_name_without_a_capital_is_a_word():
    assert not named_in("we neartown estonia", make_base(), set()).places


def test_a_finnish_country_is_understood():
    assert named_in("Yhteistyö Viron ja Ruotsin välillä, Ruotsi mukana", make_base(), set()).countries["SE"] == 1


def test_a_family_holds_all_periods_of_a_programme():
    assert family("URBACT II") == family("2014 - 2020 URBACT III") == family("Urbact I")
    assert family("FP7") == family("H2020") == family("HORIZON")
    assert family("2014 - 2020 INTERREG V-A Estonia - Latvia") != family("2014 - 2020 INTERREG V-A Latvia - Lithuania")


def test_a_programme_is_read_without_its_period():
    assert readable("2014 - 2020 INTERREG VB Baltic Sea") == "INTERREG VB Baltic Sea"


def test_regions_are_named_without_code_and_administration():
    assert region_names("DEG01 Erfurt, Kreisfreie Stadt | DEG0 Thüringen") == {"erfurt", "thuringen"}
