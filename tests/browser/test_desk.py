"""Logging a meeting and searching by keys alone, in a real Chromium; and logging without JavaScript."""

import pytest

from kokoaan.desk.models import Meeting
from kokoaan.organisations.models import Organisation
from kokoaan.people.models import Circle
from kokoaan.people.roles import make_roles
from kokoaan.people.tests.makers import make_circle, make_post, make_unit, make_user
from kokoaan.places.tests.makers import make_place
from kokoaan.records.changing import create

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def omar(client):
    # The database of a test with its own transactions has lost what migrations wrote.
    Circle.objects.get_or_create(pk=Circle.EVERYONE)
    city = make_unit("City")
    city.circle = make_circle("City staff", city)
    city.save()
    omar = make_user("omar")
    omar.groups.add(make_roles()["Expert"])
    make_post(omar, city)
    client.force_login(omar)
    return omar


def page_of(browser, client, live_server, **options):
    context = browser.new_context(base_url=live_server.url, **options)
    cookie = client.cookies["sessionid"]
    context.add_cookies([{"name": "sessionid", "value": cookie.value, "url": live_server.url}])
    page = context.new_page()
    # A busy machine takes its time.
    page.set_default_timeout(60_000)
    return page


def test_names_are_chosen_while_typing_by_keys_alone(browser, omar, client, live_server):
    spain = make_place("Valencia", "ES", 800_000, latitude=39.5, longitude=-0.4)
    make_place("Valencia", "VE", 1_600_000, latitude=10.2, longitude=-68.0)
    harbour = create(Organisation(name="Harbour", owner=omar.posts.get().unit, circle_id=1), by=None)
    page = page_of(browser, client, live_server)
    page.goto("/office/meeting/log/")
    who = page.get_by_role("combobox", name="Who")
    who.press_sequentially("vale")
    page.get_by_role("option").nth(1).wait_for()
    assert who.get_attribute("aria-expanded") == "true"
    who.press("ArrowDown")
    who.press("ArrowDown")
    chosen = page.locator(f"#{who.get_attribute('aria-activedescendant')}")
    assert "Spain" in chosen.inner_text()
    who.press("Enter")
    assert who.input_value() == "Valencia, "
    who.press_sequentially("harb")
    page.get_by_role("option").first.wait_for()
    who.press("Escape")
    assert who.get_attribute("aria-expanded") == "false"
    assert who.input_value() == "Valencia, harb"
    who.press("ArrowDown")
    page.get_by_role("option").first.wait_for()
    page.get_by_role("option").first.click()
    page.get_by_label("What about").fill("Trams")
    page.get_by_role("button", name="Save the meeting").click()
    page.get_by_text("The meeting is logged.").wait_for()
    meeting = Meeting.objects.get()
    assert list(meeting.places.all()) == [spain]
    assert list(meeting.organisations.all()) == [harbour]


def test_slash_and_control_k_lead_to_the_search_and_typing_a_slash_does_not(browser, omar, client, live_server):
    page = page_of(browser, client, live_server)
    page.goto("/office/tie/")
    page.locator("#menu-search-q[title]").wait_for()
    focused = "document.activeElement.id"
    page.keyboard.press("/")
    assert page.evaluate(focused) == "menu-search-q"
    page.keyboard.press("Control+a")
    page.keyboard.type("a/b")
    assert page.locator("#menu-search-q").input_value() == "a/b"
    page.goto("/office/meeting/log/")
    page.locator("#menu-search-q[title]").wait_for()
    page.get_by_label("What about").focus()
    page.keyboard.type("/")
    assert page.get_by_label("What about").input_value() == "/"
    page.locator("h1").first.click(force=True)
    page.keyboard.press("Control+k")
    assert page.evaluate(focused) == "menu-search-q"


def test_on_a_phone_the_keys_open_the_search_page(browser, omar, client, live_server):
    page = page_of(browser, client, live_server, viewport={"width": 390, "height": 800})
    page.goto("/office/tie/")
    page.locator("#menu-search-q[title]").wait_for(state="attached")
    page.keyboard.press("/")
    page.wait_for_url("**/office/search/")
    assert page.evaluate("document.activeElement.id") == "found-q"


def test_a_meeting_is_logged_without_javascript(browser, omar, client, live_server):
    tallinn = make_place("Tallinn", "EE", 400_000)
    page = page_of(browser, client, live_server, java_script_enabled=False)
    page.goto("/office/meeting/log/")
    page.get_by_label("Who", exact=True).fill("Tallinn, Vera")
    page.get_by_label("What about").fill("Trams")
    page.get_by_role("button", name="Save the meeting").click()
    meeting = Meeting.objects.get()
    assert list(meeting.places.all()) == [tallinn]
    assert meeting.who == "Tallinn, Vera"
