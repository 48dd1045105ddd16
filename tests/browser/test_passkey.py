"""A passkey, enrolled and used in a real Chromium with a virtual authenticator."""

import pytest
from django.urls import reverse

from kokoaan.people.roles import make_roles
from kokoaan.people.tests.makers import make_user

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
PASSWORD = "seven small boats"  # noqa: S105


@pytest.fixture
def page(browser):
    page = browser.new_page()
    # A busy machine takes its time.
    page.set_default_timeout(120_000)
    devtools = page.context.new_cdp_session(page)
    devtools.send("WebAuthn.enable")
    key = {"protocol": "ctap2", "transport": "internal", "hasResidentKey": True, "hasUserVerification": True}
    key |= {"isUserVerified": True, "automaticPresenceSimulation": True}
    devtools.send("WebAuthn.addVirtualAuthenticator", {"options": key})
    yield page
    page.close()


def test_a_passkey_is_enrolled_and_signs_in_without_a_password(page, live_server):
    ella = make_user("ella", password=PASSWORD)
    ella.groups.add(make_roles()["Coordinator"])
    # A passkey belongs to a name, not to a number.
    base = live_server.url.replace("127.0.0.1", "localhost")

    def go(name):
        page.goto(base + reverse(name))

    go("account_login")
    page.fill("[name=login]", "ella")
    page.fill("[name=password]", PASSWORD)
    page.get_by_role("button", name="Sign in", exact=True).click()
    page.wait_for_url("**/office/")
    go("mfa_add_webauthn")
    page.fill("[name=password]", PASSWORD)
    page.locator("main button[type=submit]").first.click()
    page.fill("[name=name]", "My laptop")
    if page.locator("[name=passwordless]").count():
        page.check("[name=passwordless]")
    page.locator("#mfa_webauthn_add, main button").first.click()
    page.wait_for_url("**/2fa/**codes/**")
    assert ella.authenticator_set.filter(type="webauthn").exists()

    page.context.clear_cookies()
    go("account_login")
    page.get_by_role("button", name="Sign in with a passkey").click()
    page.wait_for_url("**/office/")
    assert "Ella" in page.content()
