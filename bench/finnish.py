"""Finnish words in their forms, and compounds by their parts: what our analysis finds, beside Snowball.

    .venv/bin/python -m bench.finnish [--conllu FILE …]

The words are ours (finnish_words.tsv: base form, other forms, parts of a compound). With --conllu, the forms are those
of Universal Dependencies files: every form of a word that occurs in two or more. For each word asked: how many of its
forms are found (recall), and how many of the forms found are its own (precision); the mean of all words. For each
part: the same of the compounds that have it.
"""

from __future__ import annotations

import argparse
import time
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from statistics import mean

import snowballstemmer

from kokoaan.search.analysis import lemmas, voikko

# What a word is found by: its base forms, and the parts of a compound.
Analysis = Callable[[str], tuple[set[str], set[str]]]
Gold = Mapping[str, set[str]]
WORDS = Path(__file__).parent / "finnish_words.tsv"


def ours(text: str) -> tuple[set[str], set[str]]:
    lemma = lemmas.lemma(text, "fi")
    return {lemma}, {lemma, *lemmas.parts(lemma, "fi")}


def ours_with_voikko(text: str) -> tuple[set[str], set[str]]:
    bases, parts = voikko.lemmas_and_parts(text)
    known = bases or (lemmas.lemma(text, "fi"),)
    return set(known), {*known, *parts}


def snowball(text: str) -> tuple[set[str], set[str]]:
    stem = {str(snowballstemmer.stemmer("finnish").stemWord(text.casefold()))}
    return stem, stem


def as_it_stands(text: str) -> tuple[set[str], set[str]]:
    return {text.casefold()}, {text.casefold()}


def our_words() -> tuple[Gold, Gold]:
    """Forms by base form, and compounds (in every form) by part."""
    forms: dict[str, set[str]] = defaultdict(set)
    compounds: dict[str, set[str]] = defaultdict(set)
    for line in WORDS.read_text(encoding="utf-8").splitlines():
        base, others, parts = line.split("\t")
        forms[base] |= {base, *others.split()}
        for part in parts.split():
            compounds[part] |= forms[base]
    return forms, compounds


def of_conllu(files: Iterable[Path]) -> tuple[Gold, Gold]:
    """The same from Universal Dependencies, where a lemma is written with its parts: "kauko#lämpö"."""
    forms: dict[str, set[str]] = defaultdict(set)
    compounds: dict[str, set[str]] = defaultdict(set)
    for file in files:
        for line in file.read_text(encoding="utf-8").splitlines():
            columns = line.split("\t")
            if len(columns) != 10 or columns[3] not in {"NOUN", "ADJ", "VERB", "PROPN"}:
                continue
            form, lemma = columns[1], columns[2]
            forms[lemma.replace("#", "")].add(form)
            for part in lemma.split("#") if "#" in lemma else ():
                compounds[part].add(form)
    return {base: those for base, those in forms.items() if len(those) > 1}, dict(compounds)


def scores(gold: Gold, find: Callable[[str], set[str]], index: Callable[[str], set[str]]) -> tuple[float, float]:
    """Mean recall and precision of asking each word of gold among all the forms there are."""
    found_by: dict[str, set[str]] = defaultdict(set)
    for form in {form for forms in gold.values() for form in forms}:
        for term in index(form):
            found_by[term].add(form)
    recalls, precisions = [], []
    for word, right in gold.items():
        found = {form for term in find(word) for form in found_by.get(term, ())}
        recalls.append(len(found & right) / len(right))
        precisions.append(len(found & right) / len(found) if found else 0.0)
    return mean(recalls), mean(precisions)


def report(name: str, analysis: Analysis, forms: Gold, compounds: Gold) -> None:
    words = {form for those in (*forms.values(), *compounds.values()) for form in those}
    begun = time.perf_counter()
    known = {word: analysis(word) for word in words | forms.keys() | compounds.keys()}
    each = (time.perf_counter() - begun) / len(known)
    inflection = scores(forms, lambda word: known[word][0], lambda word: known[word][0])
    parts = scores(compounds, lambda word: known[word][0], lambda word: known[word][1])
    print(
        f"{name:<28} inflection R {inflection[0]:.3f} P {inflection[1]:.3f}   "
        f"parts R {parts[0]:.3f} P {parts[1]:.3f}   {each * 1e6:,.0f} µs a word"
    )


def main() -> None:
    parser = argparse.ArgumentParser(description="Finnish inflection and compounds.")
    parser.add_argument("--conllu", type=Path, nargs="*", default=[], help="Universal Dependencies files of Finnish")
    files = parser.parse_args().conllu
    forms, compounds = of_conllu(files) if files else our_words()
    print(f"{len(forms):,} words, {len(compounds):,} parts")
    lemmas.lemma("sana", "fi")
    report("as it stands", as_it_stands, forms, compounds)
    report("Snowball", snowball, forms, compounds)
    report("ours, without Voikko", ours, forms, compounds)
    if voikko.is_installed():
        report("ours, with Voikko", ours_with_voikko, forms, compounds)


if __name__ == "__main__":
    main()
