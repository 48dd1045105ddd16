"""The register of watches: saved from a search of the library, shown with what is new."""

from __future__ import annotations

from typing import Any, cast

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import URLPattern, path
from django.utils import timezone
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from kokoaan.lib.frame import framed
from kokoaan.library.asking import AskForm
from kokoaan.library.digests import mail_said
from kokoaan.library.finding import shelf_of, values_there
from kokoaan.library.models import Watch
from kokoaan.library.news import news_of, unseen
from kokoaan.library.views import office_address
from kokoaan.library.watching import expected, looked_at, mark_seen
from kokoaan.people.models import User
from kokoaan.records.register import Register, views
from kokoaan.records.register.saved_list import QueryField
from kokoaan.search.folders import IndexTrouble


class AddWatch(views.Add):
    """A watch is begun from a search, which says `?query=…`; before it is saved, the page says what it would bring."""

    template_name = "library/watch_form.html"

    def get_initial(self) -> dict[str, Any]:
        query = self.request.GET.get("query", "")
        words = QueryDict(query).get("q", "")[:120]
        return {**super().get_initial(), "query": query, "name": words, "language": get_language()}

    def get_form(self, *args: Any, **kwargs: Any) -> Any:
        form = super().get_form(*args, **kwargs)
        form.instance.user = self.request.user
        return form

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context_data(**kwargs)
        return {**context, "expected": self.expected(context["form"]["query"].value() or "")}

    def expected(self, query: str) -> str:
        """The sentence that says how many hits a week; or why it cannot be said."""
        user = cast(User, self.request.user)
        shelf = shelf_of(user)
        form = AskForm(QueryDict(query), values_there(shelf))
        if not form.is_valid() or not form.asked.is_anything:
            return _("There is no search to watch. Search the library first.")
        try:
            return str(expected(form.asked, user, shelf, timezone.now()))
        except IndexTrouble as trouble:
            return str(trouble)


class WatchPage(views.Inspect):
    """The watch with what is new for the reader: its person since they last looked, others since it was made."""

    template_name = "library/watch.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        user = cast(User, self.request.user)
        told: dict[str, Any] = {"is_own": self.object.user_id == user.pk}
        try:
            told["news"] = news_of(self.object, user, shelf_of(user), looked_at(self.object), office_address)
        except IndexTrouble as trouble:
            told["trouble"] = trouble
        return {**super().get_context_data(**kwargs), **told}


class WatchRegister(Register):
    """Searches of the library that are asked again, and tell what is new."""

    model = Watch
    # A watch is saved from the search that it asks.
    comes_in_files = False
    purpose = gettext_lazy(
        "Searches of the library that are asked again and tell what is new. Search the library, then “Save as a watch”."
    )
    icon = "mail"
    menu_label = gettext_lazy("Watches")
    add_view_class = AddWatch
    create_template_name = "library/watch_form.html"
    inspect_view_class = WatchPage
    inspect_template_name = "library/watch.html"
    form_fields = ("name", "often", "language", "query", "owner", "circle")
    form_widgets = {"query": QueryField()}
    list_display = ("name", "user", "often", "owner", "circle")
    list_related = ("user", "owner", "circle")
    list_filter = ("often", "owner", "circle")
    search_columns = ("folded",)

    def get_urlpatterns(self) -> list[URLPattern]:
        return [
            *super().get_urlpatterns(),
            path("mine/", mine, name="mine"),
            path("seen/<int:pk>/", seen, name="seen"),
        ]

    def get_inspected(self) -> list[Any]:
        return [self.model._meta.get_field(name) for name in ("user", "often", "language")]


@require_safe
def mine(request: HttpRequest) -> HttpResponse:
    """All that is new in the person's own watches."""
    user = cast(User, request.user)
    context: dict[str, Any] = {**framed(("", _("What is new in my watches")), icon="mail"), "mail": mail_said()}
    try:
        context["watches"] = unseen(user, office_address)
    except IndexTrouble as trouble:
        context["trouble"] = trouble
    return render(request, "library/mine.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def seen(request: HttpRequest, pk: int) -> HttpResponse:
    """The person says that they have seen what is new in a watch of theirs."""
    user = cast(User, request.user)
    watch = get_object_or_404(Watch.objects.visible_to(user), pk=pk)
    if request.method == "POST":
        if watch.user_id != user.pk:
            raise PermissionDenied
        mark_seen(watch, timezone.now())
    return redirect("watch:mine")
