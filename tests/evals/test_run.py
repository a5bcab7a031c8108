"""Cases to rows: what a run asks, keeps, counts and gives up."""

import asyncio
from itertools import product

import pytest

from drafter.chain.cache import Store
from drafter.chain.chain import Chain
from drafter.errors import BadInput, ModelFailed, Stopped, Unwritable
from drafter.settings import Budget, Settings
from evals import case, journal, run, variant
from evals.journal import RunJournal
from evals.run import Base, Work
from tests.evals import scripted


class Bench:
    """A journal, a store and the small cases; `run` works them off."""

    def __init__(self, folder, cases):
        self.folder, self.cases = folder, case.choose(folder=cases)
        self.store = Store(folder / "cache")
        self.seen = []

    def run(self, model, *, chosen=None, settings=None, store=None, base=None, **options):
        """One run by `model`; what `on_row` is told is kept."""
        chosen, settings = chosen or variant.active(), settings or Settings(attempts=1)
        self.seen = []
        kept = RunJournal(self.folder / "evals", journal.parameters(settings, model, chosen))
        repeats = options.pop("repeats", 1)
        work = Work(chosen, options.pop("cases", self.cases), repeats, base)
        chain = Chain(model, store=store or self.store, settings=settings)
        try:
            return asyncio.run(run.run(work, chain, kept, self.seen.append, **options))
        finally:
            kept.close()

    def close(self):
        """Let go of the store."""
        self.store.close()


@pytest.fixture
def bench(tmp_path, cases):
    """A bench with six cases."""
    bench = Bench(tmp_path, cases)
    yield bench
    bench.close()


def keys(rows):
    """Case and repeat of each row."""
    return [(row.case, row.repeat) for row in rows]


def test_every_case_and_repeat_is_a_row(bench):
    """Scored, with the program, the sheet and what it took; repeats are asked apart."""
    model = scripted.model()

    made = bench.run(model, repeats=2)

    assert keys(made.rows) == list(product([f"case-{at}" for at in range(1, 7)], range(2)))
    assert {row.code for row in made.rows} == {journal.code_digest()}
    assert {row.prompt_tokens for row in made.rows} == {20}
    assert {each.repeat for each in model.asked} == {0, 16}
    assert len(model.asked) == 24


def test_all_cases_come_before_the_second_repeats(bench):
    """Stopped half-way, every case has some: a second one is begun when all first ones are."""
    bench.run(scripted.model(), repeats=2)
    told = [row.repeat for row in bench.seen]

    assert sorted(told) == [0] * 6 + [1] * 6
    assert told[:5] == [0] * 5


def test_rows_that_are_there_are_told_and_not_made_again(bench):
    """Whoever counts hears of each row, whoever pays of none."""
    model = scripted.model()
    bench.run(model)
    asked = len(model.asked)

    bench.run(model)

    assert sorted(keys(bench.seen)) == [(f"case-{at}", 0) for at in range(1, 7)]
    assert len(model.asked) == asked


def test_stored_answers_count_in_a_row_as_if_they_were_new(bench):
    """Cost and time of a draft do not hang on who paid first."""
    first = bench.run(scripted.model())
    again = bench.run(scripted.model(), fresh=True)

    assert first == again


def test_a_spent_budget_stops_every_worker(bench):
    """Not one call beyond it, and what is whole is kept."""
    model = scripted.model()

    with pytest.raises(Stopped, match="calls 已到 5"):
        bench.run(model, settings=Settings(budget=Budget(calls=5)))

    assert len(model.asked) == 5
    assert len(bench.seen) == 2


def test_a_store_that_cannot_be_written_stops_the_work(bench, tmp_path):
    """To go on would be to pay for answers that are lost."""
    model, full = scripted.model(), Store(tmp_path / "full")
    full._db.execute("PRAGMA query_only = 1")

    with pytest.raises(Unwritable, match="写不进去"):
        bench.run(model, store=full)
    full.close()

    assert len(model.asked) <= model.profile.slots
    assert bench.seen == []


def failing(school, error):
    """A model that fails one school."""
    model = scripted.model()
    say = model.say

    def told(request):
        if school in request.user:
            raise error
        return say(request)

    model.say = told
    return model


def test_a_case_that_fails_is_a_row_without_scores(bench):
    """The reason stands in it, the others go on, and the next run tries it again."""
    first = bench.run(failing("第三中学", ModelFailed("密钥不对", hint="检查 OPENAI_API_KEY")))
    [row] = [row for row in first.rows if row.problem]
    again = bench.run(scripted.model())

    assert (row.case, row.problem, row.scores) == ("case-3", "密钥不对（检查 OPENAI_API_KEY）", {})
    assert row.code == journal.code_digest()
    assert keys(first.scored) == [(f"case-{at}", 0) for at in (1, 2, 4, 5, 6)]
    assert not any(row.problem for row in again.rows)


def test_a_model_that_fails_every_case_is_the_error(bench):
    """Its reason, not that of a case without facts, which is there besides."""
    broken = case.Case("case-0", None, problem="没有要点文件")

    with pytest.raises(ModelFailed, match="密钥不对"):
        bench.run(failing("中学", ModelFailed("密钥不对")), cases=(broken, *bench.cases))
    with pytest.raises(BadInput, match="没有要点文件"):
        bench.run(scripted.model(), cases=(broken,))


def test_a_row_of_another_sheet_is_not_taken(bench, cases):
    """A case that was edited is drafted again; the others are not."""
    model = scripted.model()
    bench.run(model)
    sheet = cases / "case-2" / "facts.md"
    sheet.write_text(sheet.read_text("utf-8").replace("教师培训", "全员教师培训"), "utf-8")
    model.asked.clear()

    made = bench.run(model, cases=case.choose(folder=cases))

    assert {each.step for each in model.asked} == {"merge"}
    assert len(model.asked) == 1
    assert len(made.rows) == 6


def test_one_step_apart_is_given_the_others_recorded_answers(bench, prompt):
    """The writing prompt of b, all other answers a's: nothing that was paid is asked again."""
    a, b = variant.active(), variant.parse(prompt("section", "你是", "你就是"))
    model = scripted.model(is_strong=True)
    bench.run(model, chosen=a)
    bench.run(model, chosen=b)
    asked = len(model.asked)

    apart = bench.run(model, chosen=b, base=Base(a, "write"))
    whole = journal.read(bench.folder / "evals", apart.id)

    assert len(model.asked) == asked
    assert {row.base for row in apart.rows} == {a.key}
    assert all(row.scores["cost"].value is None for row in apart.rows)
    assert keys(whole.scored) == keys(apart.rows)


def test_one_step_apart_asks_only_what_it_lacks(bench, prompt):
    """Without a draft of b before it, the step's own questions and no other."""
    a, b = variant.active(), variant.parse(prompt("section", "你是", "你就是"))
    model = scripted.model(is_strong=True)
    bench.run(model, chosen=a)
    model.asked.clear()

    bench.run(model, chosen=b, base=Base(a, "write"))

    assert {each.step for each in model.asked} == {"write"}
