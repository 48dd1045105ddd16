"""Measurements, each a module with its command in the docstring; bench/README.md has the figures."""

import os

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "kokoaan.settings")
os.environ.setdefault("KOKOAAN_DEBUG", "1")
