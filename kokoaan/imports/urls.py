from django.urls import path

from kokoaan.imports import views

app_name = "imports"
urlpatterns = [
    path("", views.index, name="index"),
    path("template/<slug:kind>/", views.empty, name="template"),
    path("<uuid:uid>/", views.batch, name="batch"),
    path("<uuid:uid>/columns/", views.columns, name="columns"),
    path("<uuid:uid>/again/", views.again, name="again"),
    path("<uuid:uid>/errors/", views.errors, name="errors"),
    path("<uuid:uid>/progress/", views.progress, name="progress"),
]
