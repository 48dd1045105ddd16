"""Files of needs: what is refused says where it stands and what to do."""

import json

import pytest

from kokoaan.finder.batch import LONGEST, checked_text, read_keys, read_needs, run_lines, write_run
from kokoaan.finder.errors import BadNeed

GOOD = {"id": "n1", "from": 658225, "text": "District heating without coal."}


def needs_file(tmp_path, *rows, encoding="utf-8"):
    path = tmp_path / "needs.jsonl"
    lines = [row if isinstance(row, str) else json.dumps(row) for row in rows]
    path.write_bytes("\n".join(lines).encode(encoding))
    return path


def test_a_good_file_gives_its_needs_in_order(tmp_path):
    path = needs_file(tmp_path, GOOD, "", GOOD | {"id": "n2"})
    assert [need.id for need in read_needs(path)] == ["n1", "n2"]


@pytest.mark.parametrize(
    ("row", "says"),
    [
        ("{not json", r"row 2: not JSON"),
        ("[1]", "row 2: a JSON object is expected"),
        ({"id": "n2", "text": "x"}, "row 2: “from” is missing"),
        (GOOD | {"id": "n2", "from": "Helsinki"}, "row 2: “from” is 'Helsinki'"),
        (GOOD | {"id": "n2", "from": True}, "row 2: “from” is True"),
        (GOOD | {"id": "n2", "text": "  "}, "row 2: “text”: The need is empty"),
        (GOOD | {"id": "n2", "text": "x" * 50_000}, "row 2: “text”: The need has 50000 characters"),
        (GOOD | {"id": "two words"}, "row 2: “id” must be one word"),
        (GOOD, "“n1” stands twice"),
    ],
)
def test_a_bad_row_is_named(tmp_path, row, says):
    with pytest.raises(BadNeed, match=says):
        read_needs(needs_file(tmp_path, GOOD, row))


def test_a_missing_an_empty_and_a_misread_file_are_refused(tmp_path):
    with pytest.raises(BadNeed, match="There is no file"):
        read_needs(tmp_path / "none.jsonl")
    with pytest.raises(BadNeed, match="holds no needs"):
        read_needs(needs_file(tmp_path, ""))
    with pytest.raises(BadNeed, match="not in UTF-8"):
        read_needs(needs_file(tmp_path, GOOD | {"text": "ä"}, encoding="utf-16"))
    with pytest.raises(BadNeed, match="is a folder"):
        read_needs(tmp_path)


def test_the_longest_need_is_read_and_one_more_letter_is_not():
    assert len(checked_text("x" * LONGEST)) == LONGEST
    with pytest.raises(BadNeed, match="at most"):
        checked_text("x" * (LONGEST + 1))


def test_a_run_holds_a_hundred_places_with_falling_ranks():
    lines = list(run_lines("n1", [(place, 1.0 / place) for place in range(1, 200)]))
    assert len(lines) == 100
    assert lines[0] == "n1 Q0 1 1 1.000000 kokoaan\n"
    assert [int(line.split()[3]) for line in lines] == list(range(1, 101))


def test_a_run_that_breaks_leaves_the_old_one(tmp_path):
    path = tmp_path / "out.trec"
    path.write_text("old")

    def lines():
        yield "new\n"
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        write_run(path, lines())
    assert path.read_text() == "old"
    assert list(tmp_path.iterdir()) == [path]


def test_keys_keep_their_spaces_inside(tmp_path):
    path = tmp_path / "keys.txt"
    path.write_text("keep:2014 - 2020 Some Programme:ABC\n\nurbact:U1\n")
    assert read_keys(path) == {"keep:2014 - 2020 Some Programme:ABC", "urbact:U1"}
