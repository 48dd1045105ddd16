from kokoaan.lib.turns import Every


def test_a_turn_comes_at_once_and_again_when_it_has_been_waited_for():
    hourly = Every(3600.0)
    assert [hourly.comes(), hourly.comes()] == [True, False]
    hourly.wait(0.0)
    assert [hourly.comes(), hourly.comes()] == [True, False]
