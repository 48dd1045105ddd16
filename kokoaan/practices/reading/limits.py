"""How much of a document is read. What is larger is refused, or read in part; a sentence says which."""

from __future__ import annotations

MB = 1024 * 1024
# A Word document is a ZIP: a small one may unfold into gigabytes.
UNPACKED = 150 * MB
PART = 20 * MB
PARTS = 2000
PAGES = 60
PARAGRAPHS = 1500
# Of one paragraph, and of all together.
LONGEST = 20_000
CHARACTERS = 300_000
LINKS = 40
# Reading stops by itself after so long, and is stopped after so much longer.
SECONDS = 4.0
KILLED_AFTER = 10.0
MEMORY = 1536 * MB
