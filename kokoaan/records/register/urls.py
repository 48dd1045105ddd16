from django.urls import path

from kokoaan.records.register import changes

app_name = "changes"
urlpatterns = [
    path("", changes.mine, name="mine"),
    path("<uuid:uid>/undo/", changes.undoing, name="undo"),
]
