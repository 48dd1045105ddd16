from kokoaan.search.fusion import fuse


def ids(*lists):
    return [id for id, _score in fuse(lists)]


def test_what_two_lists_agree_on_comes_first():
    assert ids(({"a": 0.5, "b": 0.4}, 1), ({"b": 0.4, "c": 0.5}, 1))[0] == "b"


def test_the_first_of_a_list_that_says_little_does_not_pass_what_another_is_sure_of():
    assert ids(({"a": 0.6, "b": 0.4}, 1), ({"b": 0.1}, 1)) == ["a", "b"]


def test_a_light_list_does_not_move_a_heavy_one():
    assert ids(({"a": 0.5, "b": 0.4}, 1), ({"z": 1.0}, 0.1)) == ["a", "b", "z"]


def test_the_same_question_gets_the_same_order():
    assert ids(({"b": 0.5}, 1), ({"a": 0.5}, 1)) == ["a", "b"]
