from django.urls import path

from kokoaan.review.log import log
from kokoaan.review.worth import worth

app_name = "review"
urlpatterns = [
    path("log/", log, name="log"),
    path("worth/", worth, name="worth"),
]
