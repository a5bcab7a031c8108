"""Recorded exchanges: written as they happen, played back without a model."""

import asyncio
import json

import pytest

from drafter import models
from drafter.errors import BadInput, ModelFailed, Unreadable
from drafter.models import Answer, Profile, Request, Usage
from drafter.models.replay import Recorder, load
from drafter.settings import Settings
from tests.endpoint import say, serving

ASKED = Request("draft", "系统", "问一", {"type": "object"}, prompt="draft@1")


class Fake:
    """Counts its answers."""

    name = "fake"
    profile = Profile(slots=3, whole=True, context=100)
    said = 0

    async def answer(self, request, on_text=None):
        """The next answer."""
        self.said += 1
        text = f"第{self.said}次"
        if on_text:
            on_text(text)
        return Answer(text, Usage(7, len(request.user)), 0.5, self.name, "stop")

    async def close(self):
        """Nothing to let go of."""


@pytest.fixture
def talk(tmp_path):
    """A recording of one question asked twice."""
    recorder = Recorder(Fake(), tmp_path / "talk.jsonl")
    for _ in range(2):
        asyncio.run(recorder.answer(ASKED))
    return recorder.path


def test_a_recording_plays_back_in_order_and_stays_with_the_last(talk):
    """The same question gets its first answer, its second, and that one from then on."""
    model = models.resolve(f"replay:{talk}", Settings())

    answers = [asyncio.run(model.answer(ASKED)) for _ in range(3)]

    assert [answer.text for answer in answers] == ["第1次", "第2次", "第2次"]
    assert answers[0] == Answer("第1次", Usage(7, 2), 0.5, "fake", "stop")


def test_a_recording_keeps_the_name_and_profile_of_its_model(talk):
    """The same way through the pipeline is taken as when it was recorded."""
    model = load(talk)

    assert (model.name, model.profile) == ("fake", Profile(3, whole=True, context=100))


def test_a_listener_hears_the_recorded_text(talk):
    """Streaming works without a model."""
    heard = []

    asyncio.run(load(talk).answer(ASKED, heard.append))

    assert heard == ["第1次"]


def test_another_version_of_the_prompt_with_the_same_text_is_the_same_question(talk):
    """What is asked counts, not what it is called."""
    request = Request("draft", "系统", "问一", {"type": "object"}, prompt="draft@9")

    assert asyncio.run(load(talk).answer(request)).text == "第1次"


def test_what_was_not_recorded_is_a_clear_failure(talk):
    """A changed question names its step and says to record again."""
    with pytest.raises(ModelFailed, match=r"“draft”.*重新录制"):
        asyncio.run(load(talk).answer(Request("draft", "系统", "问二")))


def test_a_recorder_asks_the_model_it_names(tmp_path):
    """`record:PATH,MODEL` records any model there is, and the recording can be read by people."""
    path = tmp_path / "new.jsonl"

    async def run(base_url):
        model = models.resolve(f"record:{path},openai:m", Settings(base_url=base_url))
        answer = await model.answer(ASKED)
        await model.close()
        return answer

    with serving(say("好")) as server:
        answer = asyncio.run(run(server.base_url))

    assert asyncio.run(load(path).answer(ASKED)) == answer
    assert "问一" in path.read_text("utf-8")
    assert json.loads(path.read_text("utf-8").splitlines()[1])["request"]["prompt"] == "draft@1"


@pytest.mark.parametrize("content", [b"", b"\n"])
def test_a_file_that_was_made_empty_becomes_a_recording(tmp_path, content):
    """It begins with the model, as one that was not there: what was paid for can be played back."""
    path = tmp_path / "talk.jsonl"
    path.write_bytes(content)
    answer = asyncio.run(Recorder(Fake(), path).answer(ASKED))

    assert asyncio.run(load(path).answer(ASKED)) == answer


def test_a_recording_goes_on_with_the_same_model_only(tmp_path):
    """Another's file, or what is no recording, is refused before anything is asked."""
    path, other = tmp_path / "talk.jsonl", tmp_path / "notes.jsonl"
    settings = Settings(base_url="http://127.0.0.1:9")
    model = models.resolve(f"record:{path},openai:m", settings)
    asyncio.run(Recorder(Fake(), path).answer(ASKED))
    other.write_text("记事\n", "utf-8")

    with pytest.raises(BadInput, match=f"录的是 fake，不是 {model.name}"):
        models.resolve(f"record:{path},openai:m", settings)
    with pytest.raises(Unreadable, match="录制文件"):
        models.resolve(f"record:{other},openai:m", settings)
    said = path.read_text("utf-8")
    path.write_text(said.replace('"model": "fake"', f'"model": "{model.name}"'), "utf-8")
    assert models.resolve(f"record:{path},openai:m", settings).path == path


def test_a_recording_that_cannot_be_written_is_named(tmp_path):
    """A folder that is not there is refused in one line."""
    recorder = Recorder(Fake(), tmp_path / "none" / "talk.jsonl")

    with pytest.raises(BadInput, match="写不进去"):
        asyncio.run(recorder.answer(ASKED))


@pytest.mark.parametrize(
    "content", ["", "不是 JSON", "[]", '{"model": "m"}', '{"model": "m", "profile": {}}\n{}']
)
def test_a_file_that_is_no_recording_is_named(tmp_path, content):
    """Anything else is refused in one line."""
    path = tmp_path / "talk.jsonl"
    path.write_text(content, "utf-8")

    with pytest.raises(Unreadable, match="录制文件"):
        load(path)


def test_a_recording_that_is_empty_or_cut_off_says_so_and_where(tmp_path, talk):
    """In words for people, with the line."""
    path = tmp_path / "cut.jsonl"
    path.write_bytes(talk.read_bytes()[:-9] + "问".encode()[:2])
    with pytest.raises(Unreadable, match=r"第 \d 行不是完整的 JSON：录到一半断了"):
        load(path)

    path.write_bytes(b"\n")
    with pytest.raises(Unreadable, match="是空的"):
        load(path)


def test_a_recording_that_is_not_there_is_named(tmp_path):
    """A mistyped path says so."""
    with pytest.raises(Unreadable, match=r"none\.jsonl"):
        models.resolve(f"replay:{tmp_path / 'none.jsonl'}", Settings())


@pytest.mark.parametrize(
    "spec", ["replay", "replay:", "record:", "record:a.jsonl", "record:,local"]
)
def test_an_incomplete_spec_shows_how_to_write_it(spec):
    """What is missing is shown by example."""
    with pytest.raises(BadInput, match="例如"):
        models.resolve(spec, Settings())
