"""Every text is there in Finnish and Swedish, with the placeholders of the source."""

import ast
import re
from pathlib import Path

import pytest
from babel.messages.pofile import read_po

LOCALE = Path(__file__).parent.parent / "kokoaan" / "locale"
LANGUAGES = ("fi", "sv")
MARKS = {"_", "gettext", "gettext_lazy", "ngettext", "ngettext_lazy", "pgettext"}
PLACEHOLDER = re.compile(r"%\(\w+\)[-+ 0#]*\d*(?:\.\d+)?[a-z]|%%")


def catalogue(language):
    with (LOCALE / language / "LC_MESSAGES" / "django.po").open("rb") as file:
        return read_po(file, locale=language)


def messages(language):
    return [message for message in catalogue(language) if message.id]


def as_tuple(text):
    return text if isinstance(text, tuple | list) else (text,)


def placeholders(text):
    return sorted(PLACEHOLDER.findall(text))


def unlike(message):
    """The translated forms whose placeholders are those of no source form."""
    allowed = [placeholders(text) for text in as_tuple(message.id)]
    return [text for text in as_tuple(message.string) if placeholders(text) not in allowed]


def edges(text):
    """What a translation must keep: spaces at the ends, since sentences are joined there, and the closing mark."""
    return text[: len(text) - len(text.lstrip())], text[len(text.rstrip()) :], text.strip()[-1] in ".?"


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_message_is_translated(language):
    missing = [message.id for message in messages(language) if not all(as_tuple(message.string))]
    assert missing == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_translation_is_a_guess(language):
    assert [message.id for message in messages(language) if message.fuzzy] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_placeholders_are_those_of_the_source(language):
    assert [(message.id, texts) for message in messages(language) if (texts := unlike(message))] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_spaces_at_the_ends_and_full_stops_are_those_of_the_source(language):
    pairs = [(as_tuple(message.id)[-1], as_tuple(message.string)[-1]) for message in messages(language)]
    assert [pair for pair in pairs if edges(pair[0]) != edges(pair[1])] == []


def test_both_languages_have_the_same_messages():
    finnish, swedish = ({(message.context, message.id) for message in messages(language)} for language in LANGUAGES)
    assert finnish == swedish


def marked_inside_f_strings(path):
    """The texts marked for translation where makemessages does not see them."""
    f_strings = [node for node in ast.walk(ast.parse(path.read_text())) if isinstance(node, ast.JoinedStr)]
    calls = [node for f_string in f_strings for node in ast.walk(f_string) if isinstance(node, ast.Call)]
    return [call.lineno for call in calls if isinstance(call.func, ast.Name) and call.func.id in MARKS]


def test_no_text_hides_in_an_f_string_where_it_is_never_collected():
    found = {str(path): lines for path in LOCALE.parent.rglob("*.py") if (lines := marked_inside_f_strings(path))}
    assert found == {}
