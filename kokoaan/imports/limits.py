"""How much of a file is read. What is larger is refused in a sentence before it is opened."""

from __future__ import annotations

MB = 1024 * 1024
FILE = 20 * MB
# An XLSX is a ZIP: a small one may unfold into gigabytes.
UNPACKED = 200 * MB
TEXTS = 60 * MB
PARTS = 2000
ROWS = 50_000
COLUMNS = 200
CELL = 20_000
CELLS = 2_000_000
SHEETS = 20
