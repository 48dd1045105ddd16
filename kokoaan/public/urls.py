from django.urls import path

from kokoaan.public import views

app_name = "public"
urlpatterns = [
    path("ties/", views.ties, name="ties"),
    path("sources/", views.sources, name="sources"),
]
