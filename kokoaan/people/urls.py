from django.urls import path

from kokoaan.people import circles

app_name = "circles"
urlpatterns = [
    path("", circles.index, name="index"),
    path("<uuid:uid>/", circles.circle, name="circle"),
]
