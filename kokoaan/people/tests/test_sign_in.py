"""Signing in: a password, then a code; nobody signs up by themselves; single sign-on where it is set."""

import base64
import hashlib
import hmac
import json
import os
import struct
import subprocess
import sys
import time

import pytest
from django.core.cache import cache
from django.urls import reverse

from kokoaan.people.models import User
from kokoaan.people.roles import make_roles
from kokoaan.people.tests.makers import make_user

pytestmark = pytest.mark.django_db
PASSWORD = "seven small boats"  # noqa: S105


@pytest.fixture
def ella():
    user = make_user("ella", password=PASSWORD)
    user.groups.add(make_roles()["Coordinator"])
    cache.clear()
    return user


def sign_in(client, password=PASSWORD, login="ella"):
    return client.post(reverse("account_login"), {"login": login, "password": password}, follow=True)


def totp(secret, now):
    """The six digits of RFC 6238, computed as an authenticator app does."""
    key = base64.b32decode(secret + "=" * (-len(secret) % 8))
    digest = hmac.new(key, struct.pack(">Q", int(now) // 30), hashlib.sha1).digest()
    start = digest[-1] & 15
    return f"{(struct.unpack('>I', digest[start : start + 4])[0] & 0x7FFFFFFF) % 1_000_000:06d}"


def is_signed_in(client):
    return "_auth_user_id" in client.session


@pytest.mark.parametrize("login", ["ella", "ella@example.org"])
def test_a_user_name_or_an_address_signs_in_and_leads_to_the_office(login, client, ella):
    response = sign_in(client, login=login)
    assert response.redirect_chain[-1][0] == reverse("wagtailadmin_home")
    assert response.status_code == 200


def test_a_wrong_password_does_not(client, ella):
    sign_in(client, "wrong")
    assert not is_signed_in(client)


def test_only_an_account_is_led_to_its_own_page_not_round_and_round(client):
    make_user("noor", password=PASSWORD)
    response = sign_in(client, login="noor")
    assert response.redirect_chain[-1][0] == reverse("account_email")
    assert client.get(reverse("wagtailadmin_home")).status_code == 403


def test_nobody_signs_up_by_themselves(client):
    form = {"email": "new@example.org", "username": "new", "password1": PASSWORD, "password2": PASSWORD}
    said = client.post(reverse("account_signup"), form).content.decode()
    assert not User.objects.filter(username="new").exists()
    assert reverse("account_signup") not in client.get(reverse("account_login")).content.decode()
    assert "closed" in said.lower()


def test_with_an_authenticator_app_the_password_is_not_enough(client, ella):
    sign_in(client)
    # Whoever changes how an account is protected is asked for the password again.
    assert client.get(reverse("mfa_activate_totp")).url.startswith(reverse("account_reauthenticate"))
    client.post(reverse("account_reauthenticate"), {"password": PASSWORD})
    page = client.get(reverse("mfa_activate_totp"))
    secret = page.context["form"].secret
    client.post(reverse("mfa_activate_totp"), {"code": totp(secret, time.time())})
    assert "totp" in {row.type for row in ella.authenticator_set.all()}
    client.post(reverse("account_logout"))
    assert not is_signed_in(client)
    # A code is taken once; the one of the activation may be the same half-minute's.
    cache.clear()
    response = sign_in(client)
    assert response.redirect_chain[-1][0] == reverse("mfa_authenticate")
    assert not is_signed_in(client)
    client.post(reverse("mfa_authenticate"), {"code": "000000"})
    assert not is_signed_in(client)
    client.post(reverse("mfa_authenticate"), {"code": totp(secret, time.time())})
    assert is_signed_in(client)


def test_no_other_door_takes_a_password(client, ella):
    given = {"username": "ella", "password": PASSWORD, "login": "ella"}
    client.post(reverse("wagtailadmin_login"), given)
    assert not is_signed_in(client)


@pytest.mark.parametrize("name", ["account_email", "account_change_password", "mfa_index", "mfa_add_webauthn"])
def test_account_pages_wear_our_look(name, client, ella):
    sign_in(client)
    client.post(reverse("account_reauthenticate"), {"password": PASSWORD})
    said = client.get(reverse(name)).content.decode()
    assert "office/account.css" in said
    assert 'lang="en"' in said


def test_a_passkey_may_sign_in(client):
    assert "passkey_login" in client.get(reverse("account_login")).content.decode()


def test_single_sign_on_appears_when_it_is_set_and_only_then(client, settings):
    assert "City account" not in client.get(reverse("account_login")).content.decode()
    told = {
        "KOKOAAN_OIDC_SERVER": "https://sso.example.org",
        "KOKOAAN_OIDC_NAME": "City account",
        "KOKOAAN_OIDC_CLIENT_ID": "kokoaan",
        "KOKOAAN_OIDC_SECRET": "from the environment",
    }
    code = "import json; from kokoaan import settings; print(json.dumps(settings.SOCIALACCOUNT_PROVIDERS))"
    read = subprocess.run([sys.executable, "-c", code], capture_output=True, check=True, env={**os.environ, **told})
    settings.SOCIALACCOUNT_PROVIDERS = json.loads(read.stdout)
    said = client.get(reverse("account_login")).content.decode()
    assert "Sign in with City account" in said
    assert 'href="/account/oidc/oidc/login/' in said


def test_an_account_of_single_sign_on_sees_nothing_until_a_circle_takes_it_in():
    noor = make_user("noor")
    assert noor.circle_ids == {1}
    assert not noor.has_perm("wagtailadmin.access_admin")
