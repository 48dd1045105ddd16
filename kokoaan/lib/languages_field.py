"""A text in languages in a form: one box for each language, none of them owed."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.formats import number_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from kokoaan.lib.text import LANGUAGES, Text, Version, state_of, states_of, text_hash

NAMES = {"fi": gettext_lazy("in Finnish"), "sv": gettext_lazy("in Swedish"), "en": gettext_lazy("in English")}

# So many characters a version may have: of a name, and of paragraphs.
NAME_MOST, LONG_MOST = 1_000, 20_000


class LanguagesWidget(forms.MultiWidget):
    """Boxes under one another, each named by its language; long texts get room."""

    template_name = "records/languages.html"

    def __init__(self, *, is_long: bool) -> None:
        box: Any = forms.Textarea if is_long else forms.TextInput
        rows = {"rows": 4} if is_long else {}
        super().__init__({lang: box({**rows, "aria-label": NAMES[lang], "lang": lang}) for lang in LANGUAGES})

    def get_context(self, name: str, value: Any, attrs: Any) -> dict[str, Any]:
        """Each box with what its language waits for; a form that comes back with errors says none."""
        context: dict[str, Any] = super().get_context(name, value, attrs)
        states = states_of(value) if isinstance(value, Mapping) else {}
        for box, lang in zip(context["widget"]["subwidgets"], LANGUAGES, strict=True):
            box["state"] = states.get(lang)
        return context

    def decompress(self, value: Text | None) -> list[str]:
        return [(value or {}).get(lang, {}).get("text", "") for lang in LANGUAGES]


class LanguagesField(forms.MultiValueField):
    """Gives a Text of what was typed; `merged` keeps what is known of versions that nobody changed."""

    def __init__(self, *, is_long: bool = False, **kwargs: Any) -> None:
        boxes = [forms.CharField(required=False) for _lang in LANGUAGES]
        self.most = LONG_MOST if is_long else NAME_MOST
        super().__init__(boxes, require_all_fields=False, widget=LanguagesWidget(is_long=is_long), **kwargs)

    def compress(self, values: list[str]) -> dict[str, Version]:
        # Django gives no values at all when every box is empty.
        return {lang: {"text": words} for lang, words in zip(LANGUAGES, values, strict=False) if words}

    def clean(self, value: Any) -> dict[str, Version]:
        found: dict[str, Version] = super().clean(value) or {}
        if self.required and not found:
            raise forms.ValidationError(_("Write it in one language at least."))
        if long := [
            too_long(lang, one["text"], self.most) for lang, one in found.items() if len(one["text"]) > self.most
        ]:
            raise forms.ValidationError(long)
        return found


def too_long(lang: str, words: str, most: int) -> forms.ValidationError:
    """The sentence for a version that is longer than the field takes; what was typed stays in its box."""
    told = {"lang": NAMES[lang], "length": grouped(len(words)), "most": grouped(most)}
    said = _(
        "The text %(lang)s has %(length)s characters, and %(most)s is the most. Shorten it, or add it as a document."
    )
    return forms.ValidationError(said, params=told)


def grouped(count: int) -> str:
    return number_format(count, force_grouping=True)


def merged(old: Text, typed: Mapping[str, Version], *, others_hold: bool = False) -> dict[str, Version]:
    """What was typed; a version whose words are the same stays marked as it was (machine text, outdated).

    Where a text that stood was changed, the languages that were left as they are become outdated: they are noted as
    translated from what it was. Not so when `others_hold`, and not by a version that only catches up.
    """
    same = {lang for lang, version in typed.items() if version["text"] == old.get(lang, {}).get("text")}
    left = [lang for lang in old if lang not in same and old[lang].get("text") and state_of(old, lang) is None]
    before = text_hash(old[left[0]]["text"]) if left and not others_hold else ""
    return {
        lang: from_before(dict_of(old[lang]), before) if lang in same else dict_of(version)
        for lang, version in typed.items()
    }


def from_before(version: Version, before: str) -> Version:
    return Version(**{**version, "source_hash": before}) if before else version


def dict_of(version: Version) -> Version:
    return Version(**version)
