from kokoaan.search.fusion import fuse


def test_what_two_lists_agree_on_comes_first():
    assert [id for id, _ in fuse([(["a", "b"], 1), (["b", "c"], 1)])][0] == "b"


def test_a_light_list_does_not_move_a_heavy_one():
    assert [id for id, _ in fuse([(["a", "b"], 1), (["z"], 0.1)])] == ["a", "b", "z"]


def test_the_same_question_gets_the_same_order():
    assert [id for id, _ in fuse([(["b"], 1), (["a"], 1)])] == ["a", "b"]
