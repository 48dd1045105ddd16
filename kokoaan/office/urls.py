from django.urls import path

from kokoaan.office import views
from kokoaan.office.adding.views import choose, quick
from kokoaan.office.keeping import keep
from kokoaan.office.mine import mine
from kokoaan.office.search import search_page

app_name = "office"
urlpatterns = [
    path("acting/", views.act_for_organisation, name="act_for"),
    path("confirm/", mine, name="confirm"),
    path("search/", search_page, name="search"),
    path("keep/<slug:source>/<path:key>/", keep, name="keep"),
    path("add/", choose, name="add"),
    path("add/<slug:kind>/", quick, name="quick"),
]
