"""How long validation and lint of a large bot take: `python -m tests.bench.lint_bench [nodes]`.

CPU time of the process in milliseconds, the best and the median of several rounds. "cold" is the first round in a new
process; "edited" changes a text of one node before each round, as somebody who types does.
"""

from __future__ import annotations

import json
import statistics
import sys
import time
from collections.abc import Callable
from typing import Any

from flows.document import validate
from flows.lint import lint
from tests.bench.bots import large_bot

ROUNDS = 15


def milliseconds(work: Callable[[], Any]) -> float:
    begin = time.process_time()
    work()
    return (time.process_time() - begin) * 1000


def edited(bot: dict[str, Any], turn: int) -> dict[str, Any]:
    bot["flows"][0]["nodes"][0]["steps"][0]["config"]["message"]["text"]["en"] = f"Round {turn} {{{{ text_1 }}}}"
    return bot


def measure(name: str, check: Callable[[Any], Any], bot: dict[str, Any]) -> dict[str, float | str]:
    cold = milliseconds(lambda: check(bot))
    warm = []
    for turn in range(ROUNDS):
        changed = edited(bot, turn)
        warm.append(milliseconds(lambda changed=changed: check(changed)))
    return {
        "what": name,
        "cold_ms": round(cold, 1),
        "best_ms": round(min(warm), 1),
        "median_ms": round(statistics.median(warm), 1),
    }


def main(nodes: int) -> None:
    bot = large_bot(nodes)
    size = len(json.dumps(bot))
    steps = sum(len(node["steps"]) for flow in bot["flows"] for node in flow["nodes"])
    assert validate(large_bot(20, 2)) == []
    print(json.dumps({"nodes": nodes, "steps": steps, "bytes": size}))
    print(json.dumps(measure("validate", validate, bot)))
    print(json.dumps(measure("lint", lint, bot)))
    print(json.dumps({"findings": len(lint(bot))}))


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 1000)
