from django.urls import path

from kokoaan.duplicates import views

app_name = "duplicates"
urlpatterns = [
    path("", views.pairs, name="pairs"),
    path("judge/", views.judge, name="judge"),
    path("compare/", views.compare, name="compare"),
    path("typed/", views.typed, name="typed"),
]
