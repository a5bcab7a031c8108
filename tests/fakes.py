"""Models that answer from a script: well, badly, or with malice."""

import asyncio
import json
from collections.abc import Callable
from dataclasses import dataclass, field

from drafter.models import Answer, Profile, Request, Usage

WEAK = Profile(slots=2, whole=False, context=4000)
STRONG = Profile(slots=2, whole=True, context=32_000)


@dataclass
class FakeModel:
    """Answers each question with what `say` makes of it."""

    say: Callable[[Request], str]
    profile: Profile = WEAK
    name: str = "fake"
    asked: list[Request] = field(default_factory=list)

    async def answer(self, request, on_text=None):
        """What the script says; the tokens are made up."""
        self.asked.append(request)
        await asyncio.sleep(0)
        text = self.say(request)
        if on_text:
            on_text(text)
        return Answer(text, Usage(10, 5), 0.0, self.name, "stop")

    async def close(self):
        """Nothing to let go of."""


def filled(say: Callable[[str, str], str]) -> Callable[[Request], str]:
    """Answers in the shape that is asked for, each open string by `say(key, fact)`."""

    def answer(request):
        fields = request.schema["properties"]
        said, fact = {}, ""
        for key, wanted in fields.items():
            if "const" in wanted:
                fact = said[key] = wanted["const"]
            else:
                said[key] = say(key, fact)
        return json.dumps(said, ensure_ascii=False)

    return answer


def writing(say: Callable[[str, str], list[tuple[str, list[str]]]]) -> Callable[[Request], str]:
    """Whole sentences: `say(id, fact)` gives those for each fact of the question; no frames."""

    def answer(request):
        if request.step != "write":
            return filled(lambda *_: "")(request)
        listed = [line.partition(". ") for line in request.user.splitlines()]
        facts = [
            (id, text) for id, dot, text in listed if dot and id[0] == "F" and id[1:].isdigit()
        ]
        rows = [{"text": t, "facts": ids} for fact in facts for t, ids in say(*fact)]
        return json.dumps({"sentences": rows}, ensure_ascii=False)

    return answer
