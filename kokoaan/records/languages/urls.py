from django.urls import path

from kokoaan.records.languages.views import holds, languages_page

app_name = "languages"
urlpatterns = [
    path("", languages_page, name="index"),
    path("holds/", holds, name="holds"),
]
