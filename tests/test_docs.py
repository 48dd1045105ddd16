"""The documentation names everything that it must; a missing name fails here."""

import re
from pathlib import Path

import pytest

from kokoaan.command import VERBS
from kokoaan.sources.registry import SOURCES

ROOT = Path(__file__).parent.parent
SETTINGS = set(re.findall(r'"(KOKOAAN_\w+)"', (ROOT / "kokoaan/settings.py").read_text()))


def text(path):
    return (ROOT / path).read_text()


@pytest.mark.parametrize("name", sorted(SETTINGS))
def test_every_setting_is_documented(name):
    assert f"`{name}`" in text("docs/settings.md")


@pytest.mark.parametrize("verb", VERBS)
def test_every_verb_is_documented(verb):
    assert f"kokoaan {verb}" in text("docs/commands.md")


@pytest.mark.parametrize("key", SOURCES)
def test_every_source_is_documented(key):
    assert f"`{key}`" in text("docs/sources.md")


def test_every_dependency_has_its_reason():
    listed = re.search(r"^dependencies = \[(.*?)^\]", text("pyproject.toml"), re.S | re.M).group(1)
    reasons = text("docs/dependencies.md").replace(",", "").split()
    for name in re.findall(r'^\s+"([a-z0-9-]+)', listed, re.M):
        assert name in reasons, name


def test_every_decision_is_dated():
    for path in (ROOT / "docs/decisions").glob("*.md"):
        assert re.search(r"^20\d\d-\d\d-\d\d$", path.read_text(), re.M), path.name
