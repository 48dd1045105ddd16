"""Find partners, from the need to the shortlist, and logging a meeting, in a browser that runs no JavaScript."""

import pytest

pytestmark = pytest.mark.browser
NEED = "homelessness of young people"


@pytest.fixture
def omar(house, reader_at):
    return reader_at(house, user="omar", java_script_enabled=False)


def test_partners_are_found_narrowed_kept_compared_and_saved(omar):
    omar.open("/office/")
    omar.follow(omar.page.locator(".front-deed").first)
    omar.page.locator("#find-need").fill(NEED)
    omar.press("Find")
    found = omar.texts(".find-answer h2")
    omar.page.locator("[name=wanted]").select_option("places")
    omar.page.locator("[name=where]").select_option("europe")
    omar.press("Find")
    narrowed = [text.split(maxsplit=1)[1] for text in omar.texts(".find-answer h2")]
    assert len(found) >= len(narrowed) >= 2
    for name in narrowed[:2]:
        omar.press("Keep", "link", name)
    assert omar.page.locator(".find-box li").count() == 2
    omar.press("Compare", "link")
    assert omar.texts(".compare thead th") == narrowed[:2]
    omar.press("Back to the answers", "link")
    omar.press("Save as a need", "link")
    omar.follow(omar.page.locator("#w-editor-form footer button[type=submit]"))
    assert omar.page.locator(".need-cards > li").count() == 2
    card = omar.page.locator(".need-cards > li").first
    card.locator("[name=pro]").fill("They ask those who have lived without a home.")
    omar.follow(card.locator(".need-weigh button"))
    assert omar.page.locator("[name=pro]").first.input_value() == "They ask those who have lived without a home."


def test_a_meeting_is_logged(omar):
    omar.open("/office/")
    omar.follow(omar.page.locator(".front-deed").nth(1))
    omar.page.locator("[name=who]").fill("Turku")
    omar.page.locator("[name=about]").fill("Who answers young people at night.")
    omar.page.locator("[name=next_step]").fill("Send them our numbers.")
    omar.press("Save the meeting")
    omar.reads("Who answers young people at night.")
    assert "Turku" in omar.page.locator(".record-facts").inner_text()
