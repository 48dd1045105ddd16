from django.urls import path

from kokoaan.office.about.views import about

app_name = "about"
urlpatterns = [
    path("place/<int:key>/", about, {"kind": "place"}, name="place"),
    path("country/<slug:key>/", about, {"kind": "country"}, name="country"),
    path("organisation/<uuid:key>/", about, {"kind": "organisation"}, name="organisation"),
    path("unit/<uuid:key>/", about, {"kind": "unit"}, name="unit"),
    path("goal/<uuid:key>/", about, {"kind": "goal"}, name="goal"),
    path("person/<uuid:key>/", about, {"kind": "person"}, name="person"),
]
