from django.urls import path

from kokoaan.records.register import changes, proposals

app_name = "changes"
urlpatterns = [
    path("", changes.mine, name="mine"),
    path("<uuid:uid>/undo/", changes.undoing, name="undo"),
    path("proposals/", proposals.proposals, name="proposals"),
    path("<uuid:uid>/proposal/", proposals.proposal, name="proposal"),
]
