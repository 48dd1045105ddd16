"""vCards of any version become rows; what has no place is named; nothing in a file breaks the reading."""

from contextlib import suppress
from types import SimpleNamespace

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse
from hypothesis import example, given, settings
from hypothesis import strategies as st

from kokoaan.organisations import vcard
from kokoaan.organisations.tests.makers import make_detail, make_organisation, make_person, make_role
from kokoaan.organisations.vcard import read
from kokoaan.organisations.vcard_out import card
from kokoaan.people.tests.office import client_of

PHONE = """BEGIN:VCARD
VERSION:2.1
N;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:M=C3=A4kinen;=41=6E=
=6E=61;;;
FN;ENCODING=QUOTED-PRINTABLE;CHARSET=UTF-8:Anna M=C3=A4kinen
TEL;CELL:+358401234567
TEL;WORK;FAX:+35891234567
LABEL;HOME;PREF;ENCODING=QUOTED-PRINTABLE:Street 22=0D=0A12345 Town
PHOTO;JPEG;ENCODING=BASE64:
 /9j/4AAQSkZJRgABAQ
 AAAA==

END:VCARD
"""
APPLE = """BEGIN:VCARD
VERSION:3.0
N:Example;Bo;Erik;Dr.;
FN:Dr. Bo Erik Example
ORG:Example Port;Traffic
TITLE:Head of Traffic
item1.EMAIL;type=INTERNET;type=pref:bo@example.org
item1.X-ABLabel:_$!<Work>!$_
EMAIL:bo.two@example.org
item2.X-ABRELATEDNAMES:Cecilia Example
ADR;TYPE=WORK:;;Quay 1;Helsinki;;00100;Finland
NOTE:One line\\nand a second\\, with a comma
X-SOCIALPROFILE;type=x:https://example.org/bo
BDAY:1970-01-01
END:VCARD
"""
NEW = """BEGIN:VCARD
VERSION:4.0
KIND:individual
FN:Åsa Example
TEL;VALUE=uri;TYPE="voice,home":tel:+46-8-123
EMAIL;PREF=1:mailto:asa@example.org
LANG:sv
RELATED;TYPE=colleague:urn:uuid:f81d4fae-7dec-11d0-a765-00a0c91e6bf6
UID:urn:uuid:4fbe8971-0bc3-424c-9c26-36c3e1eff6b1
END:VCARD
"""


def test_a_card_of_a_phone_is_read_in_quoted_printable_and_without_its_picture():
    cards = read(PHONE.encode())
    assert cards.rows == [
        {
            "kind": "person",
            "family": "Mäkinen",
            "given": "Anna",
            "mobile": "+358401234567",
            "note": "Fax: +35891234567",
            "address": "Street 22\r\n12345 Town",
        }
    ]
    assert cards.told() == ["Left out on purpose: PHOTO (1)."]


def test_a_card_keeps_relations_and_names_what_it_could_not_place():
    cards = read(APPLE.replace("\n", "\r\n").encode())
    (row,) = cards.rows
    assert (row["given"], row["family"], row["title"]) == ("Bo Erik", "Example", "Dr.")
    assert (row["organisation"], row["unit"], row["function"]) == ("Example Port", "Traffic", "Head of Traffic")
    assert row["email"] == "bo@example.org; bo.two@example.org"
    assert row["related"] == "Cecilia Example"
    assert row["address"] == "Quay 1, 00100 Helsinki, Finland"
    assert row["note"] == "One line\nand a second, with a comma"
    assert cards.told() == [
        "Left out on purpose: BDAY (1).",
        "Left out, since there is no place for it: X-SOCIALPROFILE (1).",
    ]


def test_a_card_of_the_newest_version_is_read():
    (row,) = read(NEW.encode()).rows
    assert (row["given"], row["family"], row["phone"], row["email"]) == (
        "Åsa",
        "Example",
        "+46-8-123",
        "asa@example.org",
    )
    assert row["related"].startswith("colleague: urn:uuid:")
    assert row["uid"] == "4fbe8971-0bc3-424c-9c26-36c3e1eff6b1"


@pytest.mark.parametrize("charset", ["utf-8", "utf-8-sig", "utf-16", "latin-1"])
def test_a_file_is_read_in_the_charset_it_is_in(charset):
    body = NEW.encode(charset)
    assert read(body).rows[0]["given"] == "Åsa"


def test_a_line_may_name_its_charset():
    body = b"BEGIN:VCARD\nN;CHARSET=ISO-8859-7:\xd0;\xc1\nEND:VCARD\n"
    assert read(body).rows[0]["family"] == "Π"


def test_a_body_has_no_given_name():
    body = b"BEGIN:VCARD\nVERSION:3.0\nFN:Example Port\nORG:Example Port\nEND:VCARD\n"
    assert read(body).rows == [{"kind": "organisation", "organisation": "Example Port"}]


@pytest.mark.parametrize(
    ("body", "named"),
    [
        (b"x" * (vcard.MOST_BYTES + 1), "larger than 20 MB"),
        (b"BEGIN:VCARD\n" * 50, "damaged"),
        (b"BEGIN:VCARD\nN:A;B\nEND:VCARD\n" * (vcard.MOST_CARDS + 1), "more than 20000"),
        (b"PK\x03\x04 a workbook", "no contact"),
        (b"", "no contact"),
    ],
)
def test_a_hostile_file_is_refused_by_name(body, named):
    with pytest.raises(ValidationError, match=named):
        read(body)


def test_an_unending_line_is_left_out_and_named():
    body = b"BEGIN:VCARD\nN:A;B\nNOTE:" + b"x" * 5_000_000 + b"\nEND:VCARD\n"
    cards = read(body)
    assert cards.rows == [{"kind": "person", "family": "A", "given": "B"}]
    assert cards.told() == ["A line of NOTE is too long and was left out."]


def test_a_card_in_a_card_and_a_file_cut_off_are_said():
    cards = read(b"BEGIN:VCARD\nN:A;B\nAGENT:\nBEGIN:VCARD\nN:Inner\nEND:VCARD\n")
    assert [row["family"] for row in cards.rows] == ["A"]
    assert len(cards.told()) == 2


@given(st.binary(max_size=300))
@settings(max_examples=300, deadline=None)
def test_no_bytes_break_the_reading(noise):
    body = b"BEGIN:VCARD\nN:A;B\n" + noise + b"\nEND:VCARD\n"
    with suppress(ValidationError):
        read(body)


@example(";")
@given(st.text(st.characters(exclude_categories=["Cs", "Cc", "Zl", "Zp"]), max_size=90))
@settings(max_examples=200, deadline=None)
def test_what_is_written_is_read_again(words):
    name = " ".join(words.split())
    person = SimpleNamespace(
        family=name or "A", given="", title=name, also="", honorific="", languages="", source="", uid="1"
    )
    person.roles = SimpleNamespace(all=list)
    body = card(person, []).encode()
    assert all(len(line) <= 75 for line in body.split(b"\r\n"))
    (row,) = read(body).rows
    assert (row["family"], row.get("title", "")) == (name or "A", name)


def test_a_list_is_taken_away_with_what_the_reader_sees(office):
    seen = make_person(office, "Seen", "Anna", title="Ms, Dr; MP", languages="fi, en")
    make_role(seen, make_organisation(office, "Body"), function="Head")
    make_role(seen, make_organisation(office, "Secret body", office.team), function="Adviser")
    make_detail(office, seen, "anna@example.org")
    make_detail(office, seen, "+358 40 000 0000", kind="mobile", circle=office.team)
    make_person(office, "Hidden", circle=office.team)
    response = client_of(office.omar).get(reverse("person:index"), {"export": "vcf"})
    assert response["Content-Type"].startswith("text/vcard")
    body = b"".join(response)
    (row,) = read(body).rows
    assert (row["given"], row["family"], row["title"]) == ("Anna", "Seen", "Ms, Dr; MP")
    assert (row["email"], row["languages"]) == ("anna@example.org", "fi, en")
    assert row["organisation"].startswith("Body; ")
    for secret in (b"Hidden", b"000 0000", b"Secret body"):
        assert secret not in body
    one = client_of(office.ella).get(reverse("person:vcard", args=[seen.pk]))
    assert b"000 0000" in one.content


def test_a_list_of_cards_asks_a_constant_number_of_questions(office, django_assert_max_num_queries):
    for number in range(8):
        person = make_person(office, f"P{number}")
        make_role(person, make_organisation(office, f"Body {number}"), function="Head")
    client = client_of(office.omar)
    with django_assert_max_num_queries(20):
        b"".join(client.get(reverse("person:index"), {"export": "vcf"}))
