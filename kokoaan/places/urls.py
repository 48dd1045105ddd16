from django.urls import path

from kokoaan.places import views

app_name = "places"
urlpatterns = [path("world.svg", views.world, name="world")]
