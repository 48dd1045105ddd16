from __future__ import annotations

from uuid import UUID

from django.conf import settings
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from kokoaan.practices.ask_form import AskForm
from kokoaan.practices.asking import ask as take_in
from kokoaan.practices.asking import may_ask, note_asked
from kokoaan.practices.models import Practice
from kokoaan.practices.models.enquiry import ANSWER_WITHIN
from kokoaan.practices.views import shared_or_404


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def ask(request: HttpRequest, uid: UUID | None = None) -> HttpResponse:
    """“We want to learn from this”: about a practice that everyone sees, or about none of them."""
    practice = shared_or_404(uid) if uid else None
    form = AskForm(request.POST or None)
    if request.method == "POST" and is_taken_in(request, form, practice):
        return redirect("practices:thanks")
    context = {"form": form, "practice": practice, "months": settings.ENQUIRY_KEPT_MONTHS, "days": ANSWER_WITHIN.days}
    return render(request, "practices/public/ask.html", context)


def is_taken_in(request: HttpRequest, form: AskForm, practice: Practice | None) -> bool:
    """Take in what was asked; where that fails the form says what is wrong, and keeps what was written."""
    if not form.is_valid():
        return False
    if form.is_from_a_program:
        # It learns nothing from the answer, and nothing is kept.
        return True
    if not may_ask(request):
        form.add_error(None, _("Many questions have come from your network. Please send this one again in an hour."))
        return False
    try:
        take_in(form.enquiry(practice), timezone.localdate())
    except ValidationError as refused:
        form.add_error(None, refused.messages)
        return False
    note_asked(request)
    return True


@require_safe
def thanks(request: HttpRequest) -> HttpResponse:
    return render(request, "practices/public/thanks.html", {"days": ANSWER_WITHIN.days})
