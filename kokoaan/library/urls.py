from django.urls import path

from kokoaan.library import views

app_name = "library"
urlpatterns = [
    path("", views.find, name="find"),
]
