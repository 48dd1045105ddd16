from django.urls import path
from django.views.generic import RedirectView

from kokoaan.projects import views

app_name = "projects"
urlpatterns = [
    # Where the practices stood before the library took them in.
    path("projects/", RedirectView.as_view(pattern_name="open_library:practices"), name="practices"),
    path("projects/<slug:source>/<path:key>/", views.project, name="project"),
]
