"""What the engine alone costs, without any database or socket.

    .venv/bin/python -m tests.bench.engine_bench

CPU is the best of many rounds, compiled and as Python. Where two turns are compared, what is compared is their work:
the bytecodes they run as Python (in a child process), counted with `sys.settrace`. That leaves out what C functions do
inside, but is the same on every machine and every day.
"""

import gc
import json
import subprocess
import sys
import time
from itertools import pairwise
from types import FrameType
from typing import Any

import orjson

from botbuilder.compiled_core import in_use
from botbuilder.settings.env import with_variables
from flows.engine.advance import advance
from flows.engine.events import Said, Started
from flows.engine.graph import CompiledBot, compile_bot
from flows.engine.state import State
from flows.steps import STEP_TYPES

ROUNDS, TURNS = 30, 200
NODES_PER_FLOW = 10


def main() -> int:
    bots = {nodes: compile_bot(document(nodes), STEP_TYPES) for nodes in (10, 1_000)}
    as_python = measured_as_python()
    good = [
        verdict("a turn of 6 steps with two templates, its trace and state as JSON", turn_us(bots[10]), 80, "µs"),
        verdict("the same turn in a bot of 10,000 nodes against one of 10", as_python["growth"], 1.3, "×"),
        verdict("compiling a bot of 1,000 nodes, once per version", compiling_ms(1_000), 150, "ms"),
        verdict("turn 1,000 of a conversation against turn 10", as_python["ageing"], 1.2, "×"),
    ]
    print(f"  {'compiled; as Python that turn costs' if in_use() else 'as Python:'} {as_python['turn']:.2f} µs")
    return 0 if all(good) else 1


def measured_as_python() -> dict[str, float]:
    command = [sys.executable, "-m", "tests.bench.engine_bench", "--as-python"]
    environment = with_variables(BOTBUILDER_COMPILED="off")
    done = subprocess.run(command, env=environment, stdout=subprocess.PIPE, check=True)
    figures: dict[str, float] = json.loads(done.stdout)
    return figures


def as_python() -> int:
    small, large = (compile_bot(document(nodes), STEP_TYPES) for nodes in (10, 10_000))
    figures = {"growth": growth(small, large), "ageing": ageing(small), "turn": turn_us(small)}
    print(json.dumps(figures))
    return 0


def verdict(what: str, figure: float, target: float, unit: str) -> bool:
    good = figure <= target
    print(f"  {what:72} {figure:7.2f} {unit:2}  target ≤ {target:g} {'ok' if good else 'MISSED'}")
    return good


def turn_us(bot: CompiledBot) -> float:
    state = begin(bot)
    event = utterance(bot, 1)
    turn = advance(bot, state, event)
    assert len(turn.trace["steps"]) == 6 and len(turn.effects) == 3, turn.trace

    def once() -> None:
        turn = advance(bot, state, event)
        turn.state.encode()
        orjson.dumps(turn.trace)

    return best_of(once)


def growth(small: CompiledBot, large: CompiledBot) -> float:
    """Of a reply to a question, and of an utterance that is ranked and begins a flow by a keyword: the worse."""
    ratios = []
    for text in ("Yes", "tell me about topic 0"):
        works = [work_of_turn(bot, begin(bot), utterance(bot, 1, text)) for bot in (small, large)]
        ratios.append(works[1] / works[0])
    return max(ratios)


def ageing(bot: CompiledBot) -> float:
    state = begin(bot)
    works = {}
    for number in range(1, 1_001):
        event = utterance(bot, number)
        if number in (10, 1_000):
            works[number] = work_of_turn(bot, state, event)
        state = State.decode(advance(bot, state, event).state.encode())
    return works[1_000] / works[10]


def compiling_ms(nodes: int) -> float:
    body = document(nodes)
    return best_of(lambda: compile_bot(body, STEP_TYPES), turns=1) / 1000


def begin(bot: CompiledBot) -> State:
    return advance(bot, State.initial("seed"), Started(id="@start", at=1.0)).state


def utterance(bot: CompiledBot, number: int, text: str = "Yes") -> Said:
    ranked = [{"name": f"topic_{place}", "confidence": 0.05} for place in range(10)]
    understanding = {"language": "en", "in_scope": False, "intents": ranked, "entities": []}
    return Said(id=f"m{number}", at=1.0 + number, seq=3 * number, text=text, understanding=understanding)


def work_of_turn(bot: CompiledBot, state: State, event: Said) -> int:
    """Bytecodes of one turn, the second one like it: the first one fills caches."""
    advance(bot, state, event)
    count = 0

    def count_opcodes(frame: FrameType, what: str, argument: Any) -> Any:
        nonlocal count
        frame.f_trace_opcodes, frame.f_trace_lines = True, False
        count += what == "opcode"
        return count_opcodes

    sys.settrace(count_opcodes)
    try:
        advance(bot, state, event).state.encode()
    finally:
        sys.settrace(None)
    return count


def best_of(act: Any, turns: int = TURNS) -> float:
    """Microseconds of CPU, without garbage collection in between (a turn leaves no cycles)."""
    gc.collect()
    gc.disable()
    try:
        rounds = []
        for _ in range(ROUNDS):
            began = time.process_time()
            for _ in range(turns):
                act()
            rounds.append(time.process_time() - began)
    finally:
        gc.enable()
    return 1e6 * min(rounds) / turns


def document(nodes: int) -> dict[str, Any]:
    flows = [main_flow()] + [topic(number) for number in range(nodes // NODES_PER_FLOW)]
    return {
        "format": "botbuilder/bot",
        "version": 1,
        "name": "Bench",
        "languages": ["en"],
        "default_language": "en",
        "settings": {},
        "variables": [{"name": "count", "type": "number", "default": 0}, {"name": "half", "type": "number"}],
        "intents": [{"name": f"topic_{n}", "examples": {"en": [f"about topic {n}"]}} for n in range(len(flows) - 1)],
        "flows": flows,
    }


def main_flow() -> dict[str, Any]:
    """An answer to the question, then: set, say, branch, set, say and the question again."""
    steps = [
        step("count", "set", variable="count", value={"expression": "count + 1"}),
        step("first", "say", message="That was {{ count }} times, {{ language }}."),
        step("ask", "choice", message="Go on?", options=[{"id": "yes", "title": "Yes"}]),
    ]
    later = [
        step("half", "set", variable="half", value={"expression": "count / 2"}),
        step("second", "say", message="Half of it is {{ half }}{% if half > 10 %}, much{% endif %}."),
    ]
    return {
        "id": "main",
        "title": "Main",
        "kind": "main",
        "start": "question",
        "nodes": [
            {"id": "question", "title": "Question", "steps": [steps[2]]},
            {"id": "count", "title": "Count", "steps": [steps[0], steps[1], later[0], later[1]]},
        ],
        "transitions": [
            {"id": "t1", "node": "question", "step": "ask", "output": "yes", "target": "count"},
            {"id": "t2", "node": "question", "step": "ask", "output": "else", "target": "question"},
            {"id": "t3", "node": "count", "step": None, "output": "next", "target": "question"},
        ],
    }


def topic(number: int) -> dict[str, Any]:
    """A flow of ten nodes that an intent or a keyword begins."""
    ids = [f"n{number}.{place}" for place in range(NODES_PER_FLOW)]
    return {
        "id": f"topic_{number}",
        "title": f"Topic {number}",
        "kind": "normal",
        "triggers": [{"intent": f"topic_{number}"}, {"keyword": [f"topic {number}", f"subject {number}"]}],
        "start": ids[0],
        "nodes": [{"id": id, "title": id, "steps": [step(f"s{id}", "say", message=f"Of {id}.")]} for id in ids],
        "transitions": [
            {"id": f"t{here}", "node": here, "step": None, "output": "next", "target": there}
            for here, there in pairwise(ids)
        ],
    }


def step(id: str, type: str, **config: Any) -> dict[str, Any]:
    return {"id": id, "type": type, "config": config}


if __name__ == "__main__":
    sys.exit(as_python() if "--as-python" in sys.argv else main())
