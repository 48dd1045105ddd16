from django.urls import path

from kokoaan.office.whole.views import picture_page

app_name = "picture"
urlpatterns = [path("", picture_page, name="index")]
