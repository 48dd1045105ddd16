"""Fit the finder's one table of weights, kokoaan/finder/weights.json, on what is loaded and indexed.

    .venv/bin/pip install -e '.[bench]'
    .venv/bin/python -m bench.fit_finder --exclude-keys excluded_keys.txt [--folds 5]

Every project of a joint programme with an English text is a need: its lead's place asks, its text is the need, its
other partners' places are the truth, and it is left out of all that is measured. Keys in the file take no part at all.
The same weights serve every source; no measure knows where a need comes from.
"""

from __future__ import annotations

import argparse
import json
import time
from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from typing import Any

import numpy as np

from bench.finder_tables import Floats, weights_table

# Several fits, each with its own luck, are steadier than one; their tables add up to one table.
FITS, ROUNDS, FEWEST_PEOPLE, NEGATIVES, POOL = 4, 400, 5_000, 200, 300
PENALTY = 6e-4
PARAMETERS: dict[str, Any] = {
    "objective": "lambdarank",
    "lambdarank_truncation_level": 20,
    "learning_rate": 0.05,
    # Two splits deep: no path meets more than two measures, so that trees become curves and pairs.
    "max_depth": 2,
    "num_leaves": 4,
    "min_data_in_leaf": 50,
    "lambda_l2": 5.0,
    "feature_fraction": 0.5,
    "bagging_fraction": 0.8,
    "bagging_freq": 1,
    "max_bin": 63,
    "num_threads": 1,
    "verbose": -1,
}


@dataclass(frozen=True)
class Example:
    """A project as a need: rows of Projects and Places."""

    project: int
    place: int
    text: str
    partners: frozenset[int]
    twins: tuple[int, ...]  # the same project as another source tells it


@dataclass(frozen=True)
class Measured:
    """Candidates of one need: rows of Places, one row of measures each, and who was a partner."""

    places: np.ndarray
    values: np.ndarray
    partner: np.ndarray


def examples(base: Any, left_out: Collection[str]) -> list[Example]:
    """Return the needs to fit on; partners in places too small for the gazetteer's cities5000 are no truth."""
    from kokoaan.projects.models import Project

    row = {key: number for number, key in enumerate(base.projects.key)}
    own = participants(base)
    acronyms = Counter[str]()
    found, twins = [], dict[str, list[int]]()
    for key, acronym, title, summary in Project.objects.values_list("key", "acronym", "title", "summary"):
        name = "".join(c for c in acronym.casefold() if c.isalnum())
        twins.setdefault(name if len(name) > 3 else key, []).append(row[key])
        acronyms[name] += 1
        text = english(title), english(summary)
        if key.split(":")[0] != "cordis" and key not in left_out and text[1]:
            found.append((row[key], ". ".join(text), twins[name if len(name) > 3 else key]))
    made = (example(base, project, text, same, own.get(project, [])) for project, text, same in found)
    return [one for one in made if one]


def english(text: dict[str, dict[str, str]]) -> str:
    return text.get("en", {}).get("text", "").strip(" .")


def participants(base: Any) -> dict[int, list[tuple[int, bool]]]:
    rows, found = base.participations, dict[int, list[tuple[int, bool]]]()
    for project, place, lead in zip(rows.project.tolist(), rows.place.tolist(), rows.lead.tolist(), strict=True):
        found.setdefault(project, []).append((place, lead))
    return found


def example(base: Any, project: int, text: str, same: list[int], own: list[tuple[int, bool]]) -> Example | None:
    leads = [place for place, lead in own if lead]
    partners = {place for place, _ in own if base.places.population[place] >= FEWEST_PEOPLE} - set(leads[:1])
    return Example(project, leads[0], text, frozenset(partners), tuple(same)) if leads and partners else None


def fit_outlook(signs: Sequence[Floats], open_: Sequence[Any], truth: Sequence[int]) -> dict[str, list[float]]:
    """Fit how signs tell the programme: softmax regression, one weight for each sign."""
    # It comes with LightGBM and has no types of its own.
    minimize: Any = import_module("scipy.optimize").minimize

    rows = np.stack(signs)
    centre, spread = rows.reshape(-1, rows.shape[2]).mean(axis=0), rows.reshape(-1, rows.shape[2]).std(axis=0) + 1e-6
    scaled, shut = (rows - centre) / spread, np.where(np.stack(open_), 0.0, -1e3)
    right = scaled[np.arange(len(truth)), list(truth)]

    def loss(weight: Floats) -> tuple[float, Floats]:
        chances = softmax(scaled @ weight + shut)
        doubt = -np.log(chances[np.arange(len(truth)), list(truth)] + 1e-12).mean()
        slope = (np.einsum("nf,nfk->k", chances, scaled) - right.sum(axis=0)) / len(truth)
        return float(doubt + PENALTY * weight @ weight), slope + 2 * PENALTY * weight

    weight = minimize(loss, np.zeros(rows.shape[2]), jac=True, method="L-BFGS-B").x
    told = (scaled @ weight + shut).argmax(axis=1)
    print(f"The programme is told right for {np.mean(told == np.array(truth)):.1%} of {len(truth)} needs.", flush=True)
    return {"centre": centre.tolist(), "spread": spread.tolist(), "weight": weight.tolist()}


def softmax(points: Floats) -> Floats:
    likely = np.exp(points - points.max(axis=1, keepdims=True))
    return np.asarray(likely / likely.sum(axis=1, keepdims=True))


def measure_all(needs: Sequence[Example], ledger: Any, hits: Sequence[Any], outlook: Any) -> Iterator[Measured]:
    from kokoaan.finder.evidence import Need
    from kokoaan.finder.measures import MEASURES
    from kokoaan.finder.scene import Scene

    begun, chance = time.perf_counter(), np.random.default_rng(0)
    for number, (need, found) in enumerate(zip(needs, hits, strict=True), start=1):
        scene = Scene(Need(need.text, need.place), found, ledger.less(need.twins), outlook)
        values = np.stack([measure(scene) for measure in MEASURES.values()], axis=1)
        able = scene.able
        picked = pool(dict(zip(MEASURES, values.T, strict=True)), able, chance)
        places = ledger.rows[picked]
        yield Measured(places, values[picked].astype(np.float32), np.isin(places, list(need.partners)))
        if number % 100 == 0:
            print(f"measured {number} of {len(needs)} needs, {time.perf_counter() - begun:.0f} s", flush=True)


POOLS = {
    "like_projects_amount": 300, "programme_share": 250, "like_projects_around": 200, "usual_company": 150,
    "company_anywhere": 100, "near_named": 100, "region_named": 100, "theme_words": 80, "theme_meaning": 80,
    "theme_city": 80, "near_us": 120, "shared_networks": 80, "partners_of_partners": 100, "experience": 100,
    "programme_area_wide": 200,
}  # fmt: skip


def pool(values: dict[str, Floats], able: Any, chance: np.random.Generator) -> np.ndarray:
    """Candidates worth learning from: the best by each of several measures, and some by chance."""
    picked = set(chance.choice(np.nonzero(able)[0], min(NEGATIVES, int(able.sum())), replace=False).tolist())
    for name, many in POOLS.items():
        order = np.argsort(-np.where(able, values[name] + 1e-6 * values["people"], -np.inf), kind="stable")
        picked.update(order[:many].tolist())
    picked.update(np.argsort(np.where(able, values["distance"], np.inf), kind="stable")[:100].tolist())
    found = np.array(sorted(picked))
    return np.asarray(found[able[found]])


def fit(
    measured: Sequence[Measured], weights: Sequence[float], names: Sequence[str], seed: int = 0
) -> tuple[Any, Floats]:
    """Fit the ranking once; return the model and the rows that it was fitted on."""
    import lightgbm

    chance, rows, truth, sizes, scale = np.random.default_rng(seed), [], [], [], []
    for one, weight in zip(measured, weights, strict=True):
        yes, no = np.nonzero(one.partner)[0], np.nonzero(~one.partner)[0]
        if len(yes):
            chosen = np.concatenate([yes, chance.choice(no, min(NEGATIVES, len(no)), replace=False)])
            rows.append(one.values[chosen])
            truth.append(one.partner[chosen].astype(int))
            sizes.append(len(chosen))
            scale.append(np.full(len(chosen), weight))
    data = lightgbm.Dataset(
        np.concatenate(rows), np.concatenate(truth), group=sizes, weight=np.concatenate(scale), feature_name=list(names)
    )
    return lightgbm.train(PARAMETERS | {"seed": seed}, data, ROUNDS), np.concatenate(rows).astype(np.float64)


def evenly(needs: Sequence[Example], base: Any) -> list[float]:
    """Weigh needs so that a source of many projects does not drown the others: by the square root of its number."""
    sources = [base.projects.key[need.project].partition(":")[0] for need in needs]
    many = Counter(sources)
    weights = np.array([many[name] ** -0.5 for name in sources])
    return list(weights / weights.mean())


def cross_validated(
    measured: Sequence[Measured], needs: Sequence[Example], weights: Sequence[float], names: Sequence[str], folds: int
) -> None:
    part = np.random.default_rng(1).integers(0, folds, len(needs))
    figures = []
    for fold in range(folds):
        inside = [number for number in range(len(needs)) if part[number] != fold]
        model, _ = fit([measured[n] for n in inside], [weights[n] for n in inside], names)
        for number in np.nonzero(part == fold)[0].tolist():
            figures.append(quality(measured[number], needs[number], model.predict(measured[number].values)))
    ndcg, recall, hit = np.mean(figures, axis=0)
    print(f"cross-validated on {len(needs)} needs: nDCG@10 {ndcg:.3f}, R@20 {recall:.3f}, hit@10 {hit:.3f}")


def quality(one: Measured, need: Example, scores: Floats) -> tuple[float, float, float]:
    ranked = one.partner[np.argsort(-scores, kind="stable")]
    gains = 1 / np.log2(np.arange(10) + 2)
    ideal = gains[: len(need.partners)].sum()
    first = ranked[:10]
    return (
        float((first * gains[: len(first)]).sum() / ideal),
        ranked[:20].sum() / len(need.partners),
        float(first.any()),
    )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--exclude-keys", type=Path)
    parser.add_argument("--folds", type=int, default=0)
    parser.add_argument("--weights", type=Path, default=Path("kokoaan/finder/weights.json"))
    arguments = parser.parse_args()

    import django

    django.setup()
    from kokoaan.finder.ledger import Ledger
    from kokoaan.finder.measures import MEASURES
    from kokoaan.finder.programmes import Outlook
    from kokoaan.finder.reading import current_ledger

    left_out = set(arguments.exclude_keys.read_text("utf-8").split("\n")) if arguments.exclude_keys else set[str]()
    base = current_ledger().base.without(left_out)
    ledger, needs = Ledger(base).warm(), examples(base, left_out)
    hits = found_for(base, needs, left_out)
    table: dict[str, Any] = {"programmes": told_programmes(needs, ledger, hits)}
    outlook = Outlook(**{name: np.array(numbers) for name, numbers in table["programmes"].items()})
    measured, names = list(measure_all(needs, ledger, hits, outlook)), list(MEASURES)
    weights = evenly(needs, base)
    if arguments.folds:
        cross_validated(measured, needs, weights, names, arguments.folds)
    fitted = [fit(measured, weights, names, seed) for seed in range(FITS)]
    table |= weights_table([model.dump_model() for model, _ in fitted], names, fitted[0][1])
    arguments.weights.write_text(written(table), encoding="utf-8")
    print(f"{arguments.weights}: {len(table['curves'])} curves, {len(table['pairs'])} pairs")


def found_for(base: Any, needs: Sequence[Example], left_out: Collection[str]) -> list[Any]:
    from kokoaan.finder.finding import hits_of
    from kokoaan.search.similar import similar_projects_many

    found = []
    for start in range(0, len(needs), 32):
        texts = [need.text for need in needs[start : start + 32]]
        found += [hits_of(base, one) for one in similar_projects_many(texts, pool=POOL, without=left_out)]
    return found


def told_programmes(needs: Sequence[Example], ledger: Any, hits: Sequence[Any]) -> dict[str, list[float]]:
    from kokoaan.finder.evidence import Need
    from kokoaan.finder.programmes import SIGNS, Outlook, signs_of
    from kokoaan.finder.scene import Scene

    nothing = Outlook(np.zeros(SIGNS), np.ones(SIGNS), np.zeros(SIGNS))
    signs, open_ = [], []
    for need, found in zip(needs, hits, strict=True):
        less = ledger.less(need.twins)
        signs.append(signs_of(Scene(Need(need.text, need.place), found, less, nothing)))
        open_.append(less.by_programme(less.alive) > 0)
    return fit_outlook(signs, open_, [int(ledger.programme[need.project]) for need in needs])


def written(table: dict[str, Any]) -> str:
    """One line for each curve, pair and list, so that a change can be read."""
    parts = [f'"programmes": {json.dumps(table["programmes"])}']
    for name in ("curves", "pairs"):
        rows = ",\n".join(json.dumps(row, separators=(",", ":")) for row in table[name])
        parts.append(f'"{name}": [\n{rows}\n]')
    return "{\n" + ",\n".join(parts) + "\n}\n"


if __name__ == "__main__":
    main()
