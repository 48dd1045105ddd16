from django.urls import path

from kokoaan.finder import views

app_name = "finder"
urlpatterns = [
    path("", views.find, name="find"),
    path("compare/", views.compare, name="compare"),
    path("export/<slug:format>/", views.export, name="export"),
]
