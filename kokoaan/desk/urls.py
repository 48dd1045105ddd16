from django.urls import path

from kokoaan.desk.log import log
from kokoaan.desk.suggesting import suggest

app_name = "desk"
urlpatterns = [
    path("log/", log, name="log"),
    path("suggest/", suggest, name="suggest"),
]
