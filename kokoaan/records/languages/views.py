"""What waits for translation, and saying that a translation still holds."""

from __future__ import annotations

from typing import Any, cast

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from kokoaan.lib.frame import framed
from kokoaan.lib.keys import key_said
from kokoaan.lib.languages_field import NAMES
from kokoaan.lib.text import State, TextField, state_of, still_holding
from kokoaan.people.models import User
from kokoaan.records.asking import change_or_propose
from kokoaan.records.changing import Stale
from kokoaan.records.languages.asking import FILTERS, changeable, found, read
from kokoaan.records.meantime import meantime
from kokoaan.records.models import ChangeSet, Record
from kokoaan.records.models.saved_view import normal
from kokoaan.records.register.saved_list import saved_views
from kokoaan.records.register.seconding import is_proposed, say_proposed
from kokoaan.records.versions import version_said

SHOWN = 50


@require_safe
def languages_page(request: HttpRequest) -> HttpResponse:
    user = cast(User, request.user)
    asked, broken = read(request.GET.dict(), user)
    every = found(asked, user)
    page = Paginator(every.rows, SHOWN).get_page(request.GET.get("p"))
    context = {
        "asked": asked,
        "more": every.more,
        "page": page,
        "names": names_of(page.object_list, user),
        "kinds": [
            (model._meta.model_name, capfirst(str(model._meta.verbose_name_plural))) for model in changeable(user)
        ],
        "langs": NAMES.items(),
        "states": State.choices,
        "by_lang": [(NAMES[lang], count) for lang, count in every.count_of("lang").most_common()],
        "by_state": [(State(state).label, count) for state, count in every.count_of("state").most_common()],
        "query": normal(request.GET.urlencode()),
        "saved": saved_views(request, user, "languages", FILTERS, broken),
    }
    frame = framed(("", _("What waits for translation")), icon="globe")
    return render(request, "records/waiting.html", {**context, **frame})


def names_of(rows: Any, user: User) -> list[tuple[Any, str, str]]:
    """Each row with its record's name and the name of its language; one query for each kind."""
    keys: dict[type[Record], set[int]] = {}
    for row in rows:
        keys.setdefault(row.model, set()).add(row.pk)
    names = {
        (model, record.pk): str(record)
        for model, some in keys.items()
        for record in model._default_manager.visible_to(user).filter(pk__in=some)
    }
    return [(row, names.get((row.model, row.pk), ""), str(NAMES[row.lang])) for row in rows]


@require_POST
def holds(request: HttpRequest) -> HttpResponse:
    """Clear the marks of the ticked translations: a person has looked, and they still hold."""
    user = cast(User, request.user)
    sets = [confirmed(request, key, user) for key in request.POST.getlist("holds")[:SHOWN]]
    done = sum(one is not None and not is_proposed(one) for one in sets)
    if done:
        said = ngettext("%(count)d text still holds.", "%(count)d texts still hold.", done) % {"count": done}
        messages.success(request, said)
    elif not any(sets):
        messages.warning(request, _("Nothing was marked. Tick texts that still hold, then press the button."))
    back = request.POST.get("back", "")
    is_ours = url_has_allowed_host_and_scheme(back, {request.get_host()}) and back.startswith(
        reverse("languages:index")
    )
    return redirect(back if is_ours else "languages:index")


def confirmed(request: HttpRequest, key: str, user: User) -> ChangeSet | None:
    """The change set that marked the text of this key (Waiting.key), or proposes it; None when it was not marked."""
    kind, pk, version, name, lang = (key.split(":") + [""] * 5)[:5]
    model = next((model for model in changeable(user) if model._meta.model_name == kind), None)
    if model is None:
        return None
    fields = [field.name for field in model._meta.concrete_fields if isinstance(field, TextField)]
    rows: Any = model._default_manager.visible_to(user)
    record = rows.filter(pk=key_said(pk)).first()
    if record is None or name not in fields:
        return None
    value = getattr(record, name)
    if state_of(value, lang) not in {State.OUTDATED, State.MACHINE}:
        return None
    try:
        reason = _("The translation %(language)s still holds.") % {"language": NAMES[lang]}
        values, said = {name: still_holding(value, lang)}, version_said(version)
        done = change_or_propose(record, values, user, reason=reason, expected_version=said)
    except Stale as stale:
        messages.warning(request, _("%(changed)s Read it again.") % {"changed": meantime(stale, user)})
        return None
    except ValidationError as refused:
        messages.error(request, f"{record}: {' '.join(refused.messages)}")
        return None
    if done and is_proposed(done):
        say_proposed(request, done, record)
    return done
