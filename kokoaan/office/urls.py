from django.urls import path

from kokoaan.office import views

app_name = "office"
urlpatterns = [path("", views.act_for_organisation, name="act_for")]
