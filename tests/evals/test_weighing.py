"""Weights learned from readers: what they rest on, and how far the scores agree with readers."""

import pytest

from evals import case as cases
from evals import scorers
from evals.outcome import of_text
from evals.panel import data
from evals.panel.choices import Side
from evals.scorers import ScorerKind
from evals.weighing import BAR, JudgedPair, agreed, fit, judged, voting, written

LEARNED = 0.85  # of decided pairs in which the overall agrees with the majority


@pytest.fixture(scope="module")
def halves():
    """The judged pairs that may be learned from, and those held out."""
    rows = judged()
    return (
        [row for row in rows if not data.is_held_out(row.pair)],
        [row for row in rows if data.is_held_out(row.pair)],
    )


def test_the_overall_agrees_with_readers_on_pairs_it_never_saw(halves):
    """In at least 85 % of the decided pairs, on both halves."""
    for rows in halves:
        right, told = agreed(rows, "", "overall")

        assert told >= 50
        assert right >= LEARNED * told


def test_every_scorer_that_votes_agrees_where_its_criterion_decided(halves):
    """In at least 65 % of the held-out pairs in which it sees a difference."""
    _, held_out = halves
    for each in scorers.all_scorers():
        if each.kind is ScorerKind.SOFT and each.criterion:
            right, told = agreed(held_out, each.name, each.criterion)

            assert right >= BAR * told, each.name


def test_the_weights_in_use_are_those_the_judgements_teach(halves):
    """The file says what fitting again says, to a few thousandths."""
    learned, _ = halves
    found = fit(learned, voting())

    assert found == pytest.approx(dict(scorers.weights()), abs=0.005)
    assert sum(found.values()) == pytest.approx(1)
    assert str(len(learned)) in written(found, len(learned))


def test_padding_loses_and_a_failure_stands_below_all():
    """Readers' table turned round: a good text over a padded one, and both over an invention."""
    (case,) = cases.choose(("education-2023",))
    wrote = data.writers()
    texts = {
        writer: text
        for pair in data.pairs()
        if pair.sheet == case.name
        for writer, text in ((wrote[pair.id].a, pair.a), (wrote[pair.id].b, pair.b))
    }
    told = {
        name: scorers.score(of_text(case, texts[name]))["overall"].value
        for name in ("gold", "one-prompt-strong", "drafter-old-none")
    }
    false = texts["gold"].replace("6所", "8所", 1)

    assert told["gold"] > told["one-prompt-strong"] > told["drafter-old-none"] > 0.5
    assert false != texts["gold"]
    assert scorers.score(of_text(case, false))["overall"].value < 0.5


def test_weights_follow_what_decides():
    """Where readers go by one score and another is noise, the one gets the weight."""
    pair = data.pairs()[0]
    rows = [
        JudgedPair(
            pair, {"overall": Side.B if at % 2 else Side.A}, {"good": sign, "noise": noise}, 0.0
        )
        for at in range(40)
        for sign in [0.1 if at % 2 else -0.1]
        for noise in [0.1 if at % 4 < 2 else -0.1]
    ]
    found = fit(rows, ("good", "noise"))

    assert found["good"] > found["noise"] + 0.1
