from __future__ import annotations

from django.urls import include, path
from wagtail.admin import urls as wagtailadmin_urls

from kokoaan.office.views import start

urlpatterns = [
    path("account/start/", start, name="start"),
    path("account/", include("allauth.urls")),
    path("office/", include(wagtailadmin_urls)),
    path("i18n/", include("django.conf.urls.i18n")),
    path("", include("kokoaan.public.urls")),
]
