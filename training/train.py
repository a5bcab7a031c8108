"""Teaches the embedded model the craft: pairs in, a LoRA adapter out, as llama.cpp takes it.

    python -m venv .venv-training && .venv-training/bin/pip install -r training/requirements.txt
    .venv-training/bin/python training/train.py --out craft.gguf [--seed 2] [--minutes 170]

It starts from the weights that `drafter models pull` fetches, runs on a GPU where torch finds one
and else on the processor, and goes on from its last checkpoint when it was stopped: the same
command again. It learns two courses, one after the other: whole points and pairs
(`data/pairs-*`), then the words of one fact (`data/words-*`) with a fifth of the first course
again, so that it is not forgotten. A tenth of the rows, chosen by their text, is held out; the
loss on it is printed at the end.
"""

import argparse
import hashlib
import os
import random
import sys
import time
from collections import defaultdict
from pathlib import Path

import torch
from convert import convert
from peft import LoraConfig, PeftModel, get_peft_model
from questions import COURSES, is_held_out, question, rows
from transformers import (
    AutoModelForCausalLM,
    AutoTokenizer,
    GgufConfig,
    PreTrainedTokenizerBase,
)

WEIGHTS = Path(os.environ.get("DRAFTER_CACHE", Path.home() / ".cache" / "drafter")) / "models"
LINEAR = ["q_proj", "k_proj", "v_proj", "o_proj", "gate_proj", "up_proj", "down_proj"]
DEVICE = "cuda" if torch.cuda.is_available() else "cpu"
Weights = list[torch.Tensor]
Optimizer = torch.optim.Optimizer
Row = tuple[list[int], list[int]]  # the tokens, and those of them that count
Step = tuple[list[Row], float]  # its rows, and the rate it is learned with
BATCH, WIDTH = 4, 40  # rows of a step; tokens within which rows of a step are alike in length
EVERY = 20  # steps between checkpoints
WARM = 10  # steps until the rate is full
LEAST = 0.05  # of the rate, at the end of a course
AGAIN = 5  # one row of so many of the first course is learned again in the second
SOFTER = 0.5  # the rate of the second course, of the first's
TESTED = 20  # rows held out of each question whose loss is told


def main() -> None:
    """Train, or go on training, and write the adapter."""
    options = _options()
    file = f"{options.weights}.gguf"
    if not (WEIGHTS / file).exists():
        sys.exit(f"{WEIGHTS / file} is not there: run drafter models pull {options.weights}")
    if DEVICE == "cpu" and not torch.cpu.get_capabilities().get("avx512_bf16"):
        _say("this processor has no bf16 of its own: it works, several times slower")
    torch.manual_seed(options.seed)
    tokenizer = AutoTokenizer.from_pretrained(WEIGHTS, gguf_file=file)
    learned: dict[str, list[Row]] = {course: [] for course in COURSES}
    held_out: dict[str, list[Row]] = defaultdict(list)
    for course in COURSES:
        for row in rows(course):
            kept = held_out[row["task"]] if is_held_out(row) else learned[course]
            kept.append(_encoded(question(row), tokenizer))
    counted = ", ".join(f"{len(each)} of {course}" for course, each in learned.items())
    _say(f"rows to learn: {counted}; {sum(map(len, held_out.values()))} held out")
    model, pad = _model(file, options.rank), tokenizer.pad_token_id or 0
    if not _learn(model, _steps(learned, options), pad, options):
        sys.exit(f"time is up: the same command goes on from {options.work}")
    model.save_pretrained(options.work / "adapter")
    model.eval()
    for task, kept in held_out.items():
        with torch.no_grad():
            losses = [_loss(model, [row], pad).item() for row in kept[:TESTED]]
        _say(f"{task}: loss on {len(losses)} rows held out {sum(losses) / len(losses):.3f}")
    convert(options.work / "adapter", options.out)


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    add = parser.add_argument
    add("--out", type=Path, required=True, help="the adapter, a GGUF file")
    add("--work", type=Path, default=Path("training-work"), help="checkpoints")
    add("--weights", default="qwen2.5-coder-1.5b", help="a name that drafter models list shows")
    add("--seed", type=int, default=1)
    add("--passes", type=int, default=1)
    add("--minutes", type=float, default=170, help="when it stops")
    add("--rank", type=int, default=16)
    add("--rate", type=float, default=4e-4)
    return parser.parse_args()


def _say(text: str) -> None:
    print(text, flush=True)


def _model(file: str, rank: int) -> PeftModel:
    """The weights, dequantized, under an adapter that changes nothing yet.

    The upper half of the layers alone: a quarter less to compute, half the adapter.
    """
    model = AutoModelForCausalLM.from_pretrained(
        WEIGHTS,
        gguf_file=file,
        dtype=torch.bfloat16,
        quantization_config=GgufConfig(dequantize=True),  # packed, it would compute in float32
    )
    model.config.use_cache = False
    count = model.config.num_hidden_layers
    upper = list(range(count // 2, count))
    config = LoraConfig(
        r=rank, lora_alpha=2 * rank, target_modules=LINEAR, layers_to_transform=upper
    )
    model = get_peft_model(model, config)
    for each in model.parameters():
        if each.requires_grad:
            each.data = each.data.to(torch.bfloat16)
    return model.to(DEVICE)


def _learn(model: PeftModel, steps: list[Step], pad: int, options: argparse.Namespace) -> bool:
    """One step after the other, from the last checkpoint; whether all were made in the time."""
    began, losses = time.monotonic(), []
    weights = [each for each in model.parameters() if each.requires_grad]
    # In bf16 small steps are rounded away, so they are added up in masters of float32.
    masters = [each.detach().float().requires_grad_() for each in weights]
    optimizer = torch.optim.AdamW(masters, lr=options.rate, weight_decay=0.0, betas=(0.9, 0.99))
    run = _run(steps, options)
    start = _resumed(masters, optimizer, run, options.work)
    _copy(masters, weights)
    _say(f"{len(steps)} steps, from {start}")
    model.train()
    for at in range(start, len(steps)):
        seconds = time.monotonic() - began
        if seconds >= 60 * options.minutes:
            _save(masters, optimizer, at, run, options.work)
            return False
        chosen, rate = steps[at]
        for group in optimizer.param_groups:
            group["lr"] = rate
        loss = _loss(model, chosen, pad)
        loss.backward()
        torch.nn.utils.clip_grad_norm_(weights, 1.0)
        for master, own in zip(masters, weights, strict=True):
            master.grad, own.grad = own.grad.float(), None
        optimizer.step()
        _copy(masters, weights)
        losses.append(loss.item())
        if (at + 1) % EVERY == 0:
            _save(masters, optimizer, at + 1, run, options.work)
            told = losses[-EVERY:]
            _say(f"step {at + 1} loss {sum(told) / len(told):.3f} {seconds:.0f} s")
    return True


def _encoded(asked: tuple[str, str, str], tokenizer: PreTrainedTokenizerBase) -> Row:
    """The tokens of a row, and those that count: the answer's."""
    system, user, answer = asked
    before = (
        f"<|im_start|>system\n{system}<|im_end|>\n<|im_start|>user\n{user}<|im_end|>\n"
        "<|im_start|>assistant\n"
    )
    first = tokenizer(before, add_special_tokens=False).input_ids
    rest = tokenizer(f"{answer}<|im_end|>\n", add_special_tokens=False).input_ids
    return first + rest, [-100] * len(first) + rest


def _steps(learned: dict[str, list[Row]], options: argparse.Namespace) -> list[Step]:
    """The steps of both courses, each with a rate of its own that falls to nearly nothing."""
    chance = random.Random(options.seed)
    first, second = (learned[course] for course in COURSES)
    steps: list[Step] = []
    for _ in range(options.passes):
        steps += _course(first, options.rate, chance)
    if second:
        again = chance.sample(first, len(first) // AGAIN)
        steps += _course([*second, *again], options.rate * SOFTER, chance)
    return steps


def _course(chosen: list[Row], rate: float, chance: random.Random) -> list[Step]:
    """Steps of four rows, the rate warming up and then falling."""
    rows_of_steps = _shuffled(chosen, chance)
    count = len(rows_of_steps)
    return [
        (own, rate * min(1, (at + 1) / WARM) * max(LEAST, 1 - at / count))
        for at, own in enumerate(rows_of_steps)
    ]


def _shuffled(chosen: list[Row], chance: random.Random) -> list[list[Row]]:
    """Rows of each step: alike in length, in random order, the same for the same seed."""
    order = list(range(len(chosen)))
    chance.shuffle(order)
    order.sort(key=lambda at: len(chosen[at][0]) // WIDTH)
    chunks = [order[at : at + BATCH] for at in range(0, len(order), BATCH)]
    chance.shuffle(chunks)
    return [[chosen[at] for at in chunk] for chunk in chunks]


def _loss(model: PeftModel, rows: list[Row], pad: int) -> torch.Tensor:
    longest = max(len(tokens) for tokens, _ in rows)
    tokens = torch.full((len(rows), longest), pad, device=DEVICE)
    wanted = torch.full((len(rows), longest), -100, device=DEVICE)
    for at, (own, told) in enumerate(rows):
        tokens[at, : len(own)] = torch.tensor(own, device=DEVICE)
        wanted[at, : len(told) - 1] = torch.tensor(told[1:], device=DEVICE)
    inner = model.get_base_model()
    states = inner.model(input_ids=tokens).last_hidden_state  # causal: what is after does not count
    counts = wanted >= 0
    logits = inner.lm_head(states[counts]).float()
    return torch.nn.functional.cross_entropy(logits, wanted[counts])


def _copy(masters: Weights, weights: Weights) -> None:
    for master, own in zip(masters, weights, strict=True):
        own.data.copy_(master.data)


def _save(masters: Weights, optimizer: Optimizer, step: int, run: str, work: Path) -> None:
    work.mkdir(parents=True, exist_ok=True)
    state = {"step": step, "run": run, "masters": masters, "optimizer": optimizer.state_dict()}
    torch.save(state, work / "checkpoint.tmp")
    (work / "checkpoint.tmp").replace(work / "checkpoint.pt")


def _resumed(masters: Weights, optimizer: Optimizer, run: str, work: Path) -> int:
    path = work / "checkpoint.pt"
    if not path.exists():
        return 0
    state = torch.load(path, map_location=DEVICE, weights_only=True)
    if state.get("run") != run:
        sys.exit(f"{path} is of another run ({state.get('run')}): give another --work")
    for own, kept in zip(masters, state["masters"], strict=True):
        own.data.copy_(kept.data)
    optimizer.load_state_dict(state["optimizer"])
    return int(state["step"])


def _run(steps: list[Step], options: argparse.Namespace) -> str:
    """What has to be the same for a run to be gone on with: the weights and every step."""
    told = hashlib.sha256(repr(steps).encode()).hexdigest()[:12]
    return f"{options.weights}, seed {options.seed}, rank {options.rank}, steps {told}"


if __name__ == "__main__":
    main()
