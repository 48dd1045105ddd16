"""Two people edit one record at the same time: the second to save sees what the first changed, and loses nothing."""

import secrets

import pytest

from kokoaan.office.demo import EXAMPLES

pytestmark = pytest.mark.browser
SHARED = next(name for name, (_kind, circle, _notes) in EXAMPLES.items() if circle == "staff")


def form_of(reader):
    """The form of the shared record, as the list leads to it."""
    reader.open(f"/office/organisation/?q={SHARED}")
    reader.follow(reader.page.get_by_role("link", name=SHARED, exact=True).first)
    reader.press("Edit", "link")
    return reader.page


def save(reader):
    reader.follow(reader.page.locator("#w-editor-form footer button[type=submit]"))


def test_the_second_saver_sees_what_the_first_changed_and_loses_nothing(house, reader_at):
    # A house that is served for several runs knows the words of the last one.
    hers, his = f"The first says {secrets.token_hex(4)}.", f"The second says {secrets.token_hex(4)}."
    ella, omar = reader_at(house, user="ella"), reader_at(house, user="omar")
    first, second = form_of(ella), form_of(omar)
    first.locator("[name=website]").fill("https://example.org/first")
    first.locator("[name=notes]").fill(hers)
    save(ella)
    second.locator("[name=notes]").fill(his)
    second.locator("[name=acronym]").fill("EHA")
    save(omar)

    told = second.get_by_role("alert").first.inner_text()
    assert "Ella" in told
    assert second.locator("[name=website]").input_value() == "https://example.org/first", "only she changed it"
    assert second.locator("[name=notes]").input_value() == his, "his words are kept"
    assert second.locator("[name=acronym]").input_value() == "EHA"
    omar.reads("You both changed this. Yours is shown; save again to keep yours.")

    save(omar)
    assert his in second.locator(".record-facts").inner_text()
    assert "https://example.org/first" in second.locator(".record-facts").inner_text()
