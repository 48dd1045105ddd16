"""Paragraphs of LibreOffice's help in several languages, aligned, as a file that bench.cross_lingual reads.

    apt-get download libreoffice-help-{en-us,de,et,fi,sv}; for deb in *.deb; do dpkg-deb -x $deb help; done
    .venv/bin/python -m bench.parallel_help help de et en > de_et_en.json

The pages carry the same paragraph ids in every language. Kept are paragraphs of 8 to 40 English words that every
language asked for has translated, each text once; a thousand of them, the same each time. Nothing of it is kept here
(MPL 2.0).
"""

from __future__ import annotations

import argparse
import json
import random
import sys
from pathlib import Path

from bs4 import BeautifulSoup
from bs4.element import Tag
from bs4.filter import SoupStrainer

FOLDERS = {"en": "en-US"}
SHORTEST, LONGEST = 8, 40
WANTED = SoupStrainer("p", id=True)


def paragraphs(folder: Path, lang: str) -> dict[str, str]:
    """Texts by page and paragraph id."""
    root = folder / "usr/share/libreoffice/help" / FOLDERS.get(lang, lang) / "text"
    found = {}
    for page in sorted(root.rglob("*.html")):
        for one in BeautifulSoup(page.read_text(encoding="utf-8"), "html.parser", parse_only=WANTED):
            if isinstance(one, Tag):
                found[f"{page.relative_to(root)}#{one['id']}"] = " ".join(one.get_text().split())
    return found


def main() -> None:
    parser = argparse.ArgumentParser(description="Aligned paragraphs of LibreOffice's help.")
    parser.add_argument("folder", type=Path)
    parser.add_argument("langs", nargs="+")
    parser.add_argument("--most", type=int, default=1_000)
    options = parser.parse_args()
    texts = {lang: paragraphs(options.folder, lang) for lang in options.langs}
    seen: set[str] = set()
    rows = []
    for key in sorted(set.intersection(*(set(found) for found in texts.values()))):
        said = [texts[lang][key] for lang in options.langs]
        english = texts["en"][key]
        is_fit = SHORTEST <= len(english.split()) <= LONGEST and len(set(said)) == len(said) and not seen & set(said)
        if is_fit:
            seen.update(said)
            rows.append({"id": key, **dict(zip(options.langs, said, strict=True))})
    chosen = random.Random(1).sample(rows, min(options.most, len(rows)))  # noqa: S311 (a sample, not a secret)
    json.dump(chosen, sys.stdout, ensure_ascii=False, indent=0)
    print(f"{len(chosen)} of {len(rows)} paragraphs", file=sys.stderr)


if __name__ == "__main__":
    main()
