from __future__ import annotations

from django.conf.urls.i18n import i18n_patterns
from django.urls import include, path, re_path
from wagtail.admin import urls as wagtailadmin_urls
from wagtail.admin.auth import require_admin_access
from wagtail.urls import serve_pattern
from wagtail.views import serve

from kokoaan.office.account import OwnAccount
from kokoaan.office.views import start
from kokoaan.public.views import home
from kokoaan.records.register.addresses import lasting

urlpatterns = [
    path("account/start/", start, name="start"),
    path("account/", include("allauth.urls")),
    # Before Wagtail's page of the same address.
    path("office/account/", require_admin_access(OwnAccount.as_view()), name="wagtailadmin_account"),
    path("office/", include(wagtailadmin_urls)),
    path("map/", include("kokoaan.places.urls")),
    path("i18n/", include("django.conf.urls.i18n")),
    path("id/<uuid:uid>", lasting, name="lasting"),
    path("", home, name="home"),
    # The public face: every address begins with its language.
    *i18n_patterns(
        path("", include("kokoaan.public.urls")),
        path("", include("kokoaan.projects.urls")),
        path("", include("kokoaan.library.public_urls")),
        path("", include("kokoaan.practices.urls")),
        # Pages that editors write. Wagtail's own sign-in for readers stays out: nothing public is behind a password.
        re_path(serve_pattern, serve, name="wagtail_serve"),
    ),
]
