"""Languages that a person speaks: codes with commas between, typed as codes or as names."""

from __future__ import annotations

from functools import cache

from babel import Locale
from django.core.exceptions import ValidationError
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from kokoaan.lib.fold import fold
from kokoaan.lib.text import LANGUAGES
from kokoaan.lib.worded import WordedCodes


@cache
def names_in(lang: str) -> dict[str, str]:
    """What languages are called in lang, by code."""
    return dict(Locale(lang).languages.items())


@cache
def codes() -> dict[str, str]:
    """Codes by what may be typed: the code, or the name in Finnish, Swedish or English, folded."""
    said = {fold(name): code for lang in LANGUAGES for code, name in names_in(lang).items()}
    return {**said, **{fold(code): code for code in names_in("en")}}


def codes_in(typed: str) -> str:
    """What was typed as codes, in its order, each once; words that are no language stay, for the check to name."""
    words = (word.strip() for word in typed.replace(";", ",").split(","))
    return ", ".join(dict.fromkeys(codes().get(fold(word), word) for word in words if word))


def check_languages(value: str) -> None:
    unknown = [word for word in value.split(", ") if word and word not in names_in("en")]
    if unknown:
        raise ValidationError(
            _("“%(value)s” is not a language that is known. Write names or codes: English, fi, sv."),
            params={"value": ", ".join(unknown)},
        )


class LanguageCodesField(WordedCodes):
    """Codes of languages, with commas between. Names are taken in, too."""

    def __init__(self, *args: object, **kwargs: object) -> None:
        kwargs.setdefault("max_length", 120)
        kwargs.setdefault("blank", True)
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        self.validators = [*self.validators, check_languages]

    def in_words(self, value: str) -> str:
        """The languages as the reader calls them."""
        names = names_in(get_language() or "en")
        return ", ".join(names.get(code, code) for code in value.split(", ") if code)

    def to_python(self, value: object) -> str:
        return codes_in(super().to_python(value) or "")
