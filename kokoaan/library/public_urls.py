from django.urls import path

from kokoaan.library import public_views

app_name = "open_library"
urlpatterns = [
    path("practices/", public_views.practices, name="practices"),
]
