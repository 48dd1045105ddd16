import json

import pytest
from django.core.management import CommandError, call_command

from kokoaan.people.tests.makers import make_circle, make_user
from kokoaan.search import folders
from kokoaan.search.tests.makers import make_organisation, make_project


def test_search_prints_what_the_person_may_see(index, capsys):
    circle = make_circle("Strategy", make_user("ella"))
    make_organisation("Port of Tomorrow", circle)
    index()
    call_command("search", "port of tomorrow", username="ella")
    assert "Port of Tomorrow" in capsys.readouterr().out
    call_command("search", "port of tomorrow")
    assert capsys.readouterr().out == "Nothing found.\n"


def test_json_has_what_a_page_needs(index, capsys):
    make_project("a", "Harbours", "Harbours are rebuilt.")
    index()
    call_command("search", "harbours", json=True)
    (hit,) = json.loads(capsys.readouterr().out)["hits"]
    assert (hit["kind"], hit["key"], hit["title"], hit["circle"]) == ("project", "keep-eu:a", "Harbours", 1)
    assert hit["passage"]["text"][slice(*hit["passage"]["highlights"][0])] == "Harbours"


def test_index_says_what_it_did_and_can_leave_meaning_for_later(index, capsys):
    make_project("a", "Harbours", "Harbours are rebuilt.")
    call_command("index", words_only=True, verbosity=0)
    call_command("index", verbosity=0)
    out = capsys.readouterr().out
    assert "Indexed the words of 1 documents" in out
    assert "Embedded 1 passages" in out


@pytest.mark.parametrize(
    ("query", "options", "code", "says"),
    [
        ("  ", {}, 2, "The query is empty. Say what you look for."),
        ("x", {"username": "nobody"}, 2, "There is no account “nobody”."),
        ("x", {"limit": 0}, 2, "--limit must be 1 or more, --offset 0 or more."),
    ],
)
def test_bad_input_is_answered_with_a_sentence(index, query, options, code, says):
    with pytest.raises(CommandError, match=says) as refused:
        call_command("search", query, **options)
    assert refused.value.returncode == code


def test_without_an_index_the_command_says_what_to_run(db, settings, tmp_path):
    settings.INDEX_ROOT = tmp_path / "none"
    with pytest.raises(CommandError, match="Run: kokoaan index"):
        call_command("search", "x")


def test_work_refuses_to_write_beside_another_process(index):
    make_project("a", "Harbours")
    with folders.writing(), pytest.raises(CommandError, match="Another process is writing the search index."):
        call_command("work", once=True)
