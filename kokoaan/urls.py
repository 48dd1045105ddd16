from __future__ import annotations

from django.urls import include, path
from wagtail.admin import urls as wagtailadmin_urls
from wagtail.admin.auth import require_admin_access

from kokoaan.office.account import OwnAccount
from kokoaan.office.views import start

urlpatterns = [
    path("account/start/", start, name="start"),
    path("account/", include("allauth.urls")),
    # Before Wagtail's page of the same address.
    path("office/account/", require_admin_access(OwnAccount.as_view()), name="wagtailadmin_account"),
    path("office/", include(wagtailadmin_urls)),
    path("map/", include("kokoaan.places.urls")),
    path("i18n/", include("django.conf.urls.i18n")),
    path("", include("kokoaan.public.urls")),
]
