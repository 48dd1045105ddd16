import numpy as np
import pytest

from kokoaan.finder.evidence import Kind, Need, Status, Ties
from kokoaan.finder.ledger import Ledger
from kokoaan.finder.matches import Order
from kokoaan.finder.narrowing import Narrowing
from kokoaan.finder.ranking import rank as rank_in
from kokoaan.finder.tests.facts import FAR, LONE, NEAR, OUR, SMALL, make_base, make_hits
from kokoaan.finder.wishes import Where
from kokoaan.places.sizes import Size

NEED = Need("Warm homes for everybody", OUR)


def rank(need, base, hits, order=Order.LIKELY, **asked):
    return rank_in(need, Ledger(base), hits, order, **asked)


def places(ranking, limit=10):
    return [match.place for match in ranking.matches(limit)]


def test_the_score_is_the_sum_of_the_points_that_are_said():
    for match in rank(NEED, make_base(), make_hits(HEAT=0.5, QUARTERS=0.3)).matches(10):
        silent = 0.002 * 11  # points are rounded, one rule at a time
        assert match.score == pytest.approx(sum(one.points for one in match.evidence), abs=silent)


def test_we_are_not_our_own_partner():
    for order in Order:
        assert OUR not in places(rank(NEED, make_base(), make_hits(HEAT=0.5), order))


def test_a_place_without_any_fact_has_no_rank():
    none = np.zeros(0, dtype=np.int64)
    assert LONE not in places(rank(NEED, make_base(ties=Ties((), none, none, none)), make_hits(HEAT=0.5)))


def test_a_town_without_facts_has_a_rank_when_the_need_names_it():
    base = make_base().without({"keep:Gulf:SEA"})
    assert SMALL not in places(rank(NEED, base, make_hits(HEAT=0.5)))
    assert SMALL in places(rank(Need("Warm homes in Smalltown", OUR), base, make_hits(HEAT=0.5)))


def test_the_theme_brings_a_partner_up():
    heat = rank(NEED, make_base(), make_hits(QUARTERS=0.6), Order.FRESH)
    sea = rank(NEED, make_base(), make_hits(SEA=0.6), Order.FRESH)
    assert places(heat)[0] == FAR
    assert FAR not in places(sea)


def test_fresh_gives_nothing_for_distance_or_earlier_work():
    ranking = rank(NEED, make_base(), make_hits(HEAT=0.4, QUARTERS=0.4), Order.FRESH)
    given = {one.rule for match in ranking.matches(10) for one in match.evidence if one.points}
    assert given == {"theme"}


def test_a_left_out_project_leaves_no_trace():
    base = make_base()
    less = base.without({"keep:Gulf:SEA"})
    assert SMALL not in places(rank(NEED, less, make_hits(HEAT=0.5)))
    assert "Clean sea" not in said(rank(NEED, less, make_hits(HEAT=0.5, SEA=0.5)))
    assert "Clean sea" in said(rank(NEED, base, make_hits(HEAT=0.5, SEA=0.5)))


def test_leaving_out_in_the_ledger_is_leaving_out_of_the_facts():
    base = make_base()
    quick, thorough = Ledger(base).less([1]), Ledger(base.without({"keep:Gulf:SEA"}))
    kept = np.isin(quick.rows, thorough.rows)
    assert (quick.rows[quick.known] == thorough.rows[thorough.known]).all()
    assert quick.voice.counts == pytest.approx(thorough.voice.counts)
    assert quick.taken[:, kept] == pytest.approx(thorough.taken)
    assert quick.taken_around[:, kept] == pytest.approx(thorough.taken_around, abs=1e-6)


def said(ranking):
    texts = [(one.because, *(part.because for part in one.details)) for m in ranking.matches(10) for one in m.evidence]
    return " ".join(text for group in texts for text in group)


def test_the_city_took_part_only_when_its_own_administration_did():
    words = said(rank(NEED, make_base(), make_hits(HEAT=0.5, SEA=0.4)))
    assert (
        "Neartown University (university or research institute) in Neartown took part in “Warm homes” (2016–2019)."
        in words
    )
    assert "Neartown took part in “Clean sea” (2017–2019)." in words
    assert "Neartown took part in “Warm homes”" not in words.replace("in Neartown took part in “Warm homes”", "")


def test_a_claimed_tie_gives_nothing_and_is_called_a_claim():
    base = make_base()
    claim = make_base(ties=Ties(("tie:1",), np.array([OUR]), np.array([LONE]), np.array([int(Status.CLAIM)])))
    suspended, claimed = (
        next(m for m in rank(NEED, one, make_hits(HEAT=0.5)).matches(10) if m.place == LONE) for one in (base, claim)
    )
    assert any("that is a claim" in one.because for one in claimed.evidence)
    assert suspended.score == claimed.score


def test_only_the_best_are_told_apart_and_they_are_the_same():
    hits = make_hits(HEAT=0.5, SEA=0.2)
    every, few = rank(NEED, make_base(), hits), rank(NEED, make_base(), hits, most=2)
    assert few.run(2) == every.run(2)
    assert few.matches(2) == every.matches(2)


@pytest.mark.parametrize(
    ("narrowing", "stay"),
    [
        (Narrowing(where=Where.NORDIC), {LONE}),
        (Narrowing(where=Where.EU), {NEAR, FAR, SMALL, LONE}),
        (Narrowing(size=Size.SMALLER), {SMALL, LONE}),
        (Narrowing(size=Size.LARGE), {FAR}),
        (Narrowing(unusual=True), {FAR, LONE}),
        (Narrowing(unusual=True, tied=frozenset({104})), {FAR}),
    ],
)
def test_only_who_is_asked_for_is_ranked(narrowing, stay):
    for order in Order:
        found = set(places(rank(NEED, make_base(), make_hits(HEAT=0.5), order, narrowing=narrowing)))
        assert found <= stay
        assert order == Order.FRESH or found == stay


def test_an_organisation_is_ranked_where_its_place_is_asked_for():
    asked = {"narrowing": Narrowing(where=Where.EU, size=Size.MIDDLE), "order": Order.FRESH}
    found = rank(NEED, make_base(), make_hits(HEAT=0.5), **asked).organisations(5)
    assert [match.place for match in found] == [NEAR]
    nobody = {"narrowing": Narrowing(where=Where.NORDIC), "order": Order.FRESH}
    assert rank(NEED, make_base(), make_hits(HEAT=0.5), **nobody).organisations(5) == []


def test_what_is_not_known_is_said():
    match = next(m for m in rank(NEED, make_base(), make_hits(HEAT=0.5)).matches(10) if m.place == LONE)
    assert "any joint project" in match.not_known
    assert "a contact person" in match.not_known


def test_equal_scores_stand_by_name():
    ranking = rank(Need("Nothing like it"), make_base(), make_hits(HEAT=0.0))
    ranking.points.update({rule: np.zeros_like(points) for rule, points in ranking.points.items()})
    names = [make_base().places.name[place] for place in places(ranking)]
    assert names == sorted(names)


def test_nobody_says_where_we_are_and_still_gets_an_answer():
    assert NEAR in places(rank(Need("Warm homes"), make_base(), make_hits(HEAT=0.5)))


def test_no_like_projects_at_all_is_no_error():
    assert places(rank(NEED, make_base(), make_hits()))
    assert places(rank(NEED, make_base(), make_hits(), Order.FRESH)) == []


def test_organisations_are_ranked_by_what_they_know():
    found = rank(NEED, make_base(), make_hits(HEAT=0.5), Order.FRESH).organisations(5)
    assert [make_base().organisations.name[match.organisation] for match in found] == ["Neartown University"]
    assert found[0].evidence[0].because.startswith("Neartown University (university")


def test_only_the_kinds_asked_for_are_ranked():
    ranking = rank(NEED, make_base(), make_hits(HEAT=0.5), Order.FRESH)
    assert ranking.organisations(5, kinds=(Kind.NETWORK,)) == []
