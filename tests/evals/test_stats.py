"""Verdicts on two prompts: right on small examples, symmetric, never NaN, said in plain words."""

import math
import random

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as some
from scipy import stats as reference

from evals import power, simulate, wording
from evals.scorers import ScorerKind
from evals.signflip import sign_flips
from evals.stats import Contrast, Paired, Reason, Repeats, Verdict, compare, overall

OPPOSITE = {Verdict.BETTER: Verdict.WORSE, Verdict.WORSE: Verdict.BETTER}


def paired(a, b):
    """Scores on documents named in order; a bare number is a single answer."""
    listed = [[[s] if isinstance(s, float | None) else s for s in side] for side in (a, b)]
    return Paired([f"甲{i:02}" for i in range(len(a))], *listed)


def alone(a, b, margin=0.02, kind=ScorerKind.HARD):
    """The only scorer's row."""
    return compare([("kept", kind, margin, paired(a, b))]).rows[0]


def moved(*differences, margin=0.02):
    """The row of documents that moved by so much from one half."""
    return alone([0.5] * len(differences), [0.5 + d for d in differences], margin)


def family(columns, margin=0.0):
    """Rows of soft scorers that moved by columns of differences."""
    return compare(
        [
            (
                str(i),
                ScorerKind.SOFT,
                margin,
                paired([0.0] * len(column), [float(d) for d in column]),
            )
            for i, column in enumerate(columns)
        ]
    ).rows


def row(verdict, kind=ScorerKind.SOFT):
    """A scorer of which nothing but its verdict matters."""
    return Contrast(verdict, kind, 0.0, verdict, 8, Repeats(3, 3), (), 0.0)


# -- by hand


def test_six_documents_all_higher_is_the_least_that_is_better():
    """Two of sixty-four patterns lie as far out; the interval is the textbook's."""
    found = moved(0.1, 0.2, 0.1, 0.3, 0.1, 0.2)
    textbook = reference.ttest_1samp([0.1, 0.2, 0.1, 0.3, 0.1, 0.2], 0).confidence_interval()

    assert found.verdict is Verdict.BETTER
    assert found.p == 2 / 64
    assert (found.interval.low, found.interval.high) == pytest.approx(tuple(textbook))


def test_an_interval_never_leaves_zero_out_where_the_sign_flips_do_not():
    """Five of six documents moved: t is sure, sixty-four patterns are not."""
    differences = [0.2, 0.2, 0.2, 0.2, 0.2, 0.0]
    found = moved(*differences)

    assert reference.ttest_1samp(differences, 0).confidence_interval().low > 0
    assert found.interval.low == 0
    assert found.verdict is Verdict.UNKNOWN
    assert found.p == 4 / 64


def test_five_documents_are_not_tested():
    """However large the difference, and the words say how many are wanting."""
    found = moved(0.4, 0.4, 0.4, 0.4, 0.4)

    assert (found.verdict, found.p, found.interval, found.needed) == (
        Verdict.NONE,
        None,
        None,
        None,
    )
    assert "至少还要1份" in wording.sentence(found)


def test_repeats_are_no_documents():
    """Three answers to each of five documents stay five documents."""
    found = alone([[0.1, 0.2, 0.3]] * 5, [[0.8, 0.9, 1.0]] * 5)

    assert found.documents == 5
    assert found.verdict is Verdict.NONE
    assert found.difference == pytest.approx(0.7)


def test_repeats_are_averaged_within_their_document():
    """One answer and three that average the same make the same difference."""
    assert alone([[0.5, 0.6, 0.7]] * 6, [[0.9]] * 6) == alone([[0.6, 0.6, 0.6]] * 6, [[0.9]] * 6)


def test_a_document_without_a_score_on_one_side_is_left_out_and_named():
    """None and NaN are no scores; a document that keeps one answer stays."""
    a = [[0.5]] * 6 + [[0.5], [None], [0.5, None]]
    b = [[0.8]] * 6 + [[math.nan], [0.8], [0.8, 0.8]]
    found = alone(a, b)

    assert found.documents == 7
    assert found.left_out == ("甲06", "甲07")
    assert str(found.repeats) == "1–2"
    assert "甲06、甲07" in wording.sentence(found)


def test_nothing_moved_is_the_same():
    """Without spread there is no NaN and no warning."""
    found = moved(*[0.0] * 6)

    assert (found.verdict, found.p) == (Verdict.SAME, 1.0)
    assert (found.interval.low, found.interval.high) == (0, 0)
    assert wording.sentence(found) == "kept：没有差别，各份文稿的得分都没有变。"


def test_all_moved_by_as_much_is_certain():
    """No spread, yet a difference: the interval is a point, p is what six documents can give."""
    found = moved(*[-0.1] * 6)

    assert (found.verdict, found.p) == (Verdict.WORSE, 2 / 64)
    assert found.interval.low == found.interval.high == pytest.approx(-0.1)


def test_a_difference_within_the_margin_is_none_however_sure():
    """Significant but tiny is the same."""
    found = moved(*[0.01, 0.011, 0.01, 0.009, 0.01, 0.011, 0.01, 0.01], margin=0.02)

    assert found.p < 0.01
    assert found.verdict is Verdict.SAME


@pytest.mark.parametrize(
    "paired",
    [
        lambda: Paired(["甲", "甲"], [[1.0]] * 2, [[1.0]] * 2),
        lambda: Paired(["甲"], [[1.0]], []),
        lambda: compare([("kept", ScorerKind.HARD, 0.0, Paired([], [], []))] * 2),
    ],
)
def test_what_cannot_be_paired_is_refused(paired):
    """A case or a scorer named twice, a side that is short."""
    with pytest.raises(ValueError, match=r"twice|as many"):
        paired()


def test_no_documents_at_all():
    """Nothing to compare is no verdict."""
    told = compare([("kept", ScorerKind.HARD, 0.0, Paired([], [], []))])

    assert (told.overall, told.n, told.rows[0].difference) == (Verdict.NONE, 0, None)
    assert compare([]).reason is Reason.NOTHING_COUNTS


# -- against scipy


@pytest.mark.parametrize("documents", [6, 9, 13])
def test_p_is_that_of_scipy(documents):
    """Exact sign flips agree with scipy's permutation test of paired samples."""
    differences = np.random.default_rng(documents).normal(0.3, 1, documents).round(1)
    theirs = reference.permutation_test(
        (differences,), np.mean, permutation_type="samples", n_resamples=np.inf
    )

    assert sign_flips(differences[:, None])[0].p == pytest.approx(theirs.pvalue)


def test_sampled_p_is_near_scipys():
    """Beyond 14 documents p is sampled, always from the same seed."""
    differences = np.random.default_rng(1).normal(0.4, 1, 30)
    theirs = reference.permutation_test(
        (differences,), np.mean, permutation_type="samples", n_resamples=20_000, rng=1
    )
    found = sign_flips(differences[:, None])[0]

    assert found.p == pytest.approx(theirs.pvalue, abs=0.01)
    assert found == sign_flips(differences[:, None])[0]


def test_power_is_scipys():
    """The noncentral t, also where its tails are long."""
    for documents, difference in ((6, 0.8), (20, 0.5), (200, 0.3), (500, 3.0)):
        bound = reference.t.isf(0.025, documents - 1)
        theirs = reference.nct.sf(bound, documents - 1, difference * math.sqrt(documents))

        assert power.power(documents, difference, 1.0, 0.05) == pytest.approx(theirs, abs=1e-6)


# -- families


def holm(p):
    """Holm's adjusted values."""
    order = np.argsort(p)
    raised = np.maximum.accumulate(np.minimum(1, np.array(p)[order] * np.arange(len(p), 0, -1)))
    return dict(zip(order.tolist(), raised.tolist(), strict=True))


tenths = some.integers(-5, 5).map(lambda tenth: tenth / 10)


def columns(documents, scorers):
    """Lists of differences in tenths, one for each scorer."""
    return some.lists(
        some.lists(tenths, min_size=documents, max_size=documents), min_size=1, max_size=scorers
    )


@given(columns(7, 5))
@settings(max_examples=60, deadline=None)
def test_adjusted_p_lies_between_its_own_and_holms(differences):
    """Never more careless than a single test, never more timid than Holm."""
    found = sign_flips(np.array(differences).T)
    theirs = holm([each.p for each in found])

    for i, each in enumerate(found):
        assert each.smallest - 1e-9 <= each.p <= each.adjusted + 1e-9
        assert each.adjusted <= theirs[i] + 1e-9


def test_six_documents_suffice_for_one_clear_scorer_of_ten():
    """Holm would ask for p below 1/200, which six documents never give."""
    chance = np.random.default_rng(4)
    noise = chance.choice([-0.11, -0.07, -0.02, 0.03, 0.05, 0.12], (9, 6))
    rows = family([[0.3, 0.31, 0.29, 0.3, 0.32, 0.3], *noise])

    assert rows[0].verdict is Verdict.BETTER
    assert rows[0].p == 2 / 64
    assert rows[0].interval.level == pytest.approx(0.005)


def test_a_scorer_that_cannot_reach_the_level_weighs_nothing():
    """Scorers that move in three documents of eight leave the others' p and interval alone."""
    clear = [0.1, 0.2, 0.1, 0.3, 0.1, 0.2, 0.1, 0.2]
    rows = family([clear] + [[0.4, 0.4, -0.4, 0, 0, 0, 0, 0]] * 9)

    assert rows[0] == family([clear])[0]
    assert {row.verdict for row in rows[1:]} == {Verdict.UNKNOWN}


def test_a_scorer_for_information_weighs_nothing_and_is_told_all_the_same():
    """Cost and time have a row of their own and no say."""
    good = paired([0.5] * 8, [0.6, 0.7, 0.6, 0.8, 0.6, 0.7, 0.6, 0.7])
    bad = paired([0.5] * 8, [0.4, 0.3, 0.4, 0.2, 0.4, 0.3, 0.4, 0.3])
    told = compare([("kept", ScorerKind.HARD, 0.02, good), ("cost", ScorerKind.INFO, 0.02, bad)])

    assert [row.verdict for row in told.rows] == [Verdict.BETTER, Verdict.WORSE]
    assert told.rows[0] == compare([("kept", ScorerKind.HARD, 0.02, good)]).rows[0]
    assert (told.overall, told.reason) == (Verdict.BETTER, Reason.GAIN)


def test_scorers_may_have_looked_at_different_documents():
    """Each is tested on its own; their documents are counted together."""
    told = compare(
        [
            ("kept", ScorerKind.HARD, 0.0, Paired("abcdefgh", [[0.1]] * 8, [[0.3]] * 8)),
            (
                "pairs",
                ScorerKind.SOFT,
                0.0,
                Paired("cdefghij", [[0.5]] * 8, [[0.4]] * 6 + [[None]] * 2),
            ),
        ]
    )

    assert [row.documents for row in told.rows] == [8, 6]
    assert told.n == 8


# -- properties

share = some.integers(0, 10).map(lambda tenth: tenth / 10)
answers = some.lists(some.none() | share, min_size=1, max_size=3)
documents = some.lists(some.tuples(answers, answers), min_size=0, max_size=16)


def numbers(found):
    """Every number of a row that was worked out."""
    yield from [found.difference] if found.difference is not None else []
    if found.interval:
        yield from (found.interval.low, found.interval.high, found.p)
    if found.needed:
        yield found.needed.difference


@given(documents)
@settings(max_examples=100, deadline=None)
def test_p_interval_and_verdict_never_contradict_each_other(sides):
    """Zero lies outside exactly when p is at most the level, and nothing is ever NaN."""
    found = alone([a for a, _ in sides], [b for _, b in sides])

    assert all(math.isfinite(number) for number in numbers(found))
    assert "nan" not in wording.sentence(found)
    if found.interval:
        is_outside = found.interval.low > 0 or found.interval.high < 0
        assert is_outside == (found.p <= 0.05)
        assert found.interval.low <= found.difference <= found.interval.high
        assert is_outside or found.verdict in (Verdict.SAME, Verdict.UNKNOWN)


@given(documents)
@settings(max_examples=50, deadline=None)
def test_swapping_the_sides_flips_the_verdict(sides):
    """What is better one way is worse the other, with the same p."""
    a, b = [a for a, _ in sides], [b for _, b in sides]
    there, back = alone(a, b), alone(b, a)

    assert back.verdict is OPPOSITE.get(there.verdict, there.verdict)
    assert back.p == there.p


@given(documents, some.integers(-3, 3))
@settings(max_examples=50, deadline=None)
def test_harder_documents_change_nothing(sides, shift):
    """Both sides moved by as much leave the verdict and p where they were."""
    a, b = [a for a, _ in sides], [b for _, b in sides]
    shifted = [
        [[None if s is None else s + shift for s in scores] for scores in side] for side in (a, b)
    ]
    there, elsewhere = alone(a, b), alone(*shifted)

    assert elsewhere.verdict is there.verdict
    assert elsewhere.p == pytest.approx(there.p) or there.p is None


@given(documents, some.randoms(use_true_random=False))
@settings(max_examples=50, deadline=None)
def test_the_order_of_documents_does_not_matter(sides, chance: random.Random):
    """Nor where the signs are sampled."""
    lines = [(f"甲{i:02}", a, b) for i, (a, b) in enumerate(sides)]
    mixed = chance.sample(lines, len(lines))
    there, mixed = (
        compare(
            [
                (
                    "kept",
                    ScorerKind.HARD,
                    0.02,
                    Paired(*map(list, zip(*each, strict=True))) if each else Paired([], [], []),
                )
            ]
        )
        for each in (lines, mixed)
    )

    assert (mixed.overall, mixed.n) == (there.overall, there.n)
    assert mixed.rows[0].p == there.rows[0].p
    assert set(mixed.rows[0].left_out) == set(there.rows[0].left_out)


# -- what would decide


def test_what_would_decide_are_documents_where_documents_differ():
    """Answers to a document agree, documents do not: repeats bring nothing."""
    found = moved(0.3, -0.2, 0.2, -0.1, 0.25, 0.1, -0.15, 0.2)
    steady = alone(
        [[0.5, 0.5]] * 8, [[0.5 + d] * 2 for d in (0.3, -0.2, 0.2, -0.1, 0.25, 0.1, -0.15, 0.2)]
    )

    assert found.verdict is steady.verdict is Verdict.UNKNOWN
    assert not found.needed.is_repeated
    assert steady.needed.is_repeated
    assert steady.needed.repeats is None
    assert steady.needed.documents == found.needed.documents > 10


def test_what_would_decide_are_repeats_where_answers_differ():
    """Documents move alike, answers scatter: fewer calls are needed for repeats."""
    chance = np.random.default_rng(3)
    a, b = chance.normal(0, 0.1, (12, 3)), chance.normal(0.05, 0.1, (12, 3))
    found = alone((0.5 + a).round(2).tolist(), (0.5 + b).round(2).tolist(), margin=0.05)

    assert found.verdict is Verdict.UNKNOWN
    assert 3 < found.needed.repeats < 30
    assert f"每份重复到{found.needed.repeats}次" in wording.sentence(found)


def test_documents_asked_for_are_enough():
    """With as many more, four comparisons of five find what was looked for."""
    needed = power.needed(power.NoiseVariance(0.01, None), 0.05, documents=8, repeats=1, level=0.05)
    chance = np.random.default_rng(5)
    drawn = chance.normal(0.05, 0.1, (200, 8 + needed.documents))
    found = [family([differences])[0].verdict for differences in drawn]

    assert 0.7 < sum(verdict is Verdict.BETTER for verdict in found) / len(found) < 0.9


def test_more_than_500_is_said_so():
    """A hair's breadth in much noise."""
    found = moved(*[0.4, -0.4, 0.3, -0.3, 0.35, -0.35], margin=0.001)

    assert found.needed.documents is None
    assert "500份以上" in wording.sentence(found)


def test_no_difference_and_no_margin_cannot_be_decided():
    """Nothing to look for: no number of documents finds it."""
    found = moved(0.2, -0.2, 0.1, -0.1, 0.3, -0.3, margin=0.0)

    assert found.needed.documents is None
    assert "再加文稿也分不出高低" in wording.sentence(found)


# -- overall

B, W, S, U, N = Verdict.BETTER, Verdict.WORSE, Verdict.SAME, Verdict.UNKNOWN, Verdict.NONE


@pytest.mark.parametrize(
    ("difference", "verdict"), [(None, S), (0.0, S), (0.02, S), (-0.021, U), (0.5, U)]
)
def test_a_scorer_of_too_few_documents_holds_up_only_what_it_saw(difference, verdict):
    """It keeps the others from being the same where it saw a difference, and only there."""
    few = Contrast("few", ScorerKind.SOFT, 0.02, N, 2, Repeats(1, 1), (), difference)

    assert overall([row(S), few])[0] is verdict


@pytest.mark.parametrize(
    ("hard", "soft", "verdict", "reason", "code"),
    [
        ([W], [B, B], W, Reason.HARD_WORSE, 1),
        ([B, W], [], W, Reason.HARD_WORSE, 1),
        ([W], [N], W, Reason.HARD_WORSE, 1),
        ([S], [B, U], B, Reason.GAIN, 0),
        ([B], [S], B, Reason.GAIN, 0),
        ([S], [W, U], W, Reason.LOSS, 1),
        ([B], [W], U, Reason.TRADE_OFF, 2),
        ([S], [B, W], U, Reason.TRADE_OFF, 2),
        ([S], [S, S], S, Reason.ALL_SAME, 0),
        ([S], [S, U], U, Reason.UNDECIDED, 2),
        ([S], [N], S, Reason.ALL_SAME, 0),
        ([N], [N], N, Reason.TOO_FEW, 2),
        ([], [], N, Reason.NOTHING_COUNTS, 2),
    ],
)
def test_overall(hard, soft, verdict, reason, code):
    """One verdict of all, whatever those for information say, and what a command ends with."""
    rows = [row(each, ScorerKind.HARD) for each in hard] + [row(each) for each in soft]

    for info in ([], [row(W, ScorerKind.INFO)], [row(B, ScorerKind.INFO)]):
        assert overall(rows + info) == (verdict, reason)
    assert verdict.exit_code == code


def test_every_reason_is_said_in_chinese():
    """The sentence names the scorers that decide by their titles."""
    worse = paired([0.5] * 8, [0.4, 0.3, 0.4, 0.2, 0.4, 0.3, 0.4, 0.3])
    told = compare([("kept", ScorerKind.HARD, 0.02, worse)])

    assert wording.summary(told, {"kept": "要点齐全"}) == (
        "总的看，新版更差：要点齐全变差，这是必须守住的（8份文稿，每份重复1次）。"
    )
    assert set(wording.REASONS) == set(Reason)
    assert set(wording.VERDICTS) == set(Verdict)


def test_a_row_is_said_in_chinese():
    """Difference, interval, documents, repeats and p."""
    found = alone([[0.5] * 3] * 6, [[0.5 + d] * 3 for d in (0.1, 0.2, 0.1, 0.3, 0.1, 0.2)])

    assert wording.sentence(found, "要点齐全") == (
        "要点齐全：新版更好。6份文稿（每份重复3次）平均高0.167，"
        "真实的变化大致在＋0.081到＋0.252（95％区间）之间，"
        "两版其实一样好却碰巧差这么多的可能性是3.1％（p＝0.031）。"
    )


# -- simulation


def test_simulation_prints_both_tables(capsys):
    """Every way at every number of documents; the shipped one keeps to the bar."""
    assert simulate.main(["--trials", "5"]) in (0, 1)

    lines = capsys.readouterr().out.splitlines()
    assert sum(line.startswith("| ") for line in lines) == 2 * (1 + len(simulate.WAYS))


def test_false_alarms_are_rare_at_eight_documents():
    """A short look at what `python -m evals simulate` counts in full."""
    shipped, *_, rows_as_documents = simulate.WAYS
    chance = np.random.default_rng(0)
    drawn = [simulate.draw(chance, 1, 8, 0.0) for _ in range(300)]

    assert sum(shipped.finds(*sides) for sides in drawn) <= 0.06 * 300
    assert sum(rows_as_documents.finds(*sides) for sides in drawn) > 0.06 * 300
