"""The long form of the fuzz test: `python -m tests.language.fuzz [--count 100000] [--seed 1]`.

Half of the inputs are expressions, half templates, a third of them damaged; each is read, compiled and evaluated with
values from small to as large as a state holds, within the budget of one turn. Ends with 1 where anything but the three
promised errors came out, where an input took more than 50 ms of CPU, or made more than 64 KB.
"""

from __future__ import annotations

import argparse
import json
import random
import sys
import time
from collections import Counter
from dataclasses import dataclass, field
from typing import Any

from flows.engine.expressions import Budget, BudgetExceeded, EvaluationError, LanguageError, compile_expression
from flows.engine.templates import compile_template
from tests.language.sources import damaged, expression, scope, template

LONGEST_MS = 50.0
LARGEST = 64 * 1024
OPERATIONS, OUTPUT = 20_000, 64_000


@dataclass(slots=True)
class Outcome:
    how: str
    size: int = 0
    milliseconds: float = 0.0
    source: str = ""


@dataclass(slots=True)
class Report:
    outcomes: Counter[str] = field(default_factory=Counter)
    slowest: Outcome = field(default_factory=lambda: Outcome(""))
    largest: Outcome = field(default_factory=lambda: Outcome(""))
    failures: list[str] = field(default_factory=list)


def one(dice: random.Random) -> Outcome:
    """One input, from its source to its result. Raises what is not promised."""
    is_template = dice.random() < 0.5
    source = template(dice) if is_template else expression(dice)
    if dice.random() < 0.33:
        source = damaged(dice, source)
    values = scope(dice)
    # What looks slow is tried again, and its best counts: pauses of the machine and of the collector are not its own.
    tries = [timed(source, values, is_template=is_template)]
    while tries[-1].milliseconds > LONGEST_MS / 2 and len(tries) < 5:
        tries.append(timed(source, values, is_template=is_template))
    return min(tries, key=lambda outcome: outcome.milliseconds)


def timed(source: str, values: dict[str, Any], *, is_template: bool) -> Outcome:
    begin = time.thread_time()
    outcome = evaluate(source, values, is_template=is_template)
    outcome.milliseconds = (time.thread_time() - begin) * 1000
    outcome.source = source
    return outcome


def evaluate(source: str, values: dict[str, Any], *, is_template: bool) -> Outcome:
    budget = Budget(OPERATIONS, OUTPUT)
    try:
        if is_template:
            return Outcome("rendered", len(compile_template(source).render(values, budget).encode()))
        result = compile_expression(source).evaluate(values, budget)
        # Only text that the expression made: a variable that it hands through was there before.
        made = OUTPUT - budget.output
        return Outcome("evaluated", min(made, len(result.encode())) if isinstance(result, str) else 0)
    except LanguageError:
        return Outcome("refused")
    except EvaluationError:
        return Outcome("does not fit")
    except BudgetExceeded:
        return Outcome("over budget")


def run(count: int, seed: int) -> Report:
    report = Report()
    for number in range(count):
        dice = random.Random(seed * 1_000_003 + number)
        try:
            outcome = one(dice)
        except Exception as error:
            report.failures.append(f"{number}: {type(error).__name__}: {error}")
            continue
        report.outcomes[outcome.how] += 1
        if outcome.milliseconds > report.slowest.milliseconds:
            report.slowest = outcome
        if outcome.size > report.largest.size:
            report.largest = outcome
    return report


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--count", type=int, default=100_000)
    parser.add_argument("--seed", type=int, default=1)
    chosen = parser.parse_args()
    report = run(chosen.count, chosen.seed)
    print(json.dumps({"outcomes": report.outcomes, "seed": chosen.seed}))
    print(json.dumps({"slowest_ms": round(report.slowest.milliseconds, 2), "source": report.slowest.source[:400]}))
    print(json.dumps({"largest_bytes": report.largest.size, "source": report.largest.source[:200]}))
    print(json.dumps({"failures": report.failures[:20]}))
    return int(bool(report.failures or report.slowest.milliseconds > LONGEST_MS or report.largest.size > LARGEST))


if __name__ == "__main__":
    sys.exit(main())
