"""Chromium, a served house, and readers. The house is made ready while other tests run."""

import os
import shutil

import pytest

from tests.browser.house import House
from tests.browser.reader import DESKTOP, HEIGHT, PATIENCE, Reader

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
# The address of a fresh house that somebody serves already: to try a test again without waiting.
SERVED = os.environ.get("KOKOAAN_HOUSE", "")
COOKIES = {}
HOUSE = pytest.StashKey[House]()


def pytest_collection_modifyitems(items):
    missing = pytest.mark.skip(reason="Chromium is not installed: apt-get install chromium")
    for item in items:
        if "browser" in item.fixturenames and not CHROMIUM:
            item.add_marker(missing)


def pytest_collection_finish(session):
    """Begin with the house as soon as it is known that somebody needs it: it takes a minute."""
    wanted = any("house" in item.fixturenames for item in session.items)
    if wanted and CHROMIUM and not SERVED and not session.config.option.collectonly:
        house = session.config.stash[HOUSE] = House(os.environ.get("KOKOAAN_DATABASE", ""))
        session.config.add_cleanup(house.stop)


@pytest.fixture(scope="session")
def house(request):
    """The address of a house of its own: pytest's database stays out of it."""
    if SERVED:
        yield SERVED
        return
    house = request.config.stash[HOUSE]
    house.wait()
    yield house.url
    house.stop()


@pytest.fixture(scope="module")
def browser():
    """One Chromium for a file of tests."""
    from playwright.sync_api import sync_playwright

    with pytest.MonkeyPatch.context() as patch, sync_playwright() as playwright:
        # Playwright's loop runs in this thread, where Django would refuse the test's own queries.
        patch.setenv("DJANGO_ALLOW_ASYNC_UNSAFE", "true")
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        yield browser
        browser.close()


@pytest.fixture
def reader_at(browser):
    """Make readers, each in a browser of their own: `reader_at(address, language, width, user="omar")`."""
    contexts = []

    def make(address, language="en", width=DESKTOP, user="", **options):
        size = {"width": width, "height": HEIGHT[width]}
        context = browser.new_context(base_url=address, locale=language, viewport=size, **options)
        context.set_default_timeout(PATIENCE)
        contexts.append(context)
        reader = Reader(context.new_page(), language, width)
        if user:
            come_in(reader, address, user)
        return reader

    yield make
    for context in contexts:
        context.close()


def come_in(reader, address, user):
    """Sign in through the page once for each house and person; then with the cookies of that time."""
    if (address, user) in COOKIES:
        reader.page.context.add_cookies(COOKIES[address, user])
    else:
        reader.sign_in(user)
        COOKIES[address, user] = reader.page.context.cookies()
