import gc

from kokoaan.warming import keep_for_good


def test_what_a_server_has_at_hand_is_not_searched_again_for_what_nobody_uses():
    try:
        keep_for_good()
        assert len(gc.get_objects()) < 1_000 < gc.get_freeze_count()
    finally:
        gc.unfreeze()
