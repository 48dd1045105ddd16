from django.urls import path

from kokoaan.projects import views

app_name = "projects"
urlpatterns = [
    path("projects/", views.practices, name="practices"),
    path("projects/<slug:source>/<path:key>/", views.project, name="project"),
]
