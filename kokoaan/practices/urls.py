from django.urls import path

from kokoaan.practices import ask_views, views
from kokoaan.practices.feed import Newest

app_name = "practices"
urlpatterns = [
    path("practices/feed.atom", views.taken_away(Newest()), name="feed"),
    path("practices/ask/", ask_views.ask, name="ask"),
    path("practices/ask/thanks/", ask_views.thanks, name="thanks"),
    path("practices/<uuid:uid>/", views.practice, name="practice"),
    path("practices/<uuid:uid>/ask/", ask_views.ask, name="ask_about"),
    path("practices/<uuid:uid>.pdf", views.one_page, name="pdf"),
    path("practices/<uuid:uid>.docx", views.word, name="docx"),
    path("practices/<uuid:uid>.jsonld", views.data, name="data"),
]
