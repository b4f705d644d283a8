from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from flows.adapters.understanding import UNDERSTANDING, model_hashes
from flows.engine.graph import compile_bot
from flows.models import Bot
from flows.steps import STEP_TYPES

from .load_draft import load_draft
from .play_test import play_test
from .train_bot import train_document


def run_tests(bot: Bot) -> dict[str, Any]:
    """Run the tests that a draft holds: `{"passed", "failed", "tests": [{"name", "passed", "differences"}]}`.

    Its models are trained first where they are missing. Nothing is stored, nothing outside is reached.
    """
    document = load_draft(bot).document
    hashes = model_hashes(document)
    if not UNDERSTANDING.ready(hashes):
        hashes = train_document(bot.workspace, document, bot=bot).models
    return play_tests(document, hashes)


def play_tests(
    document: Mapping[str, Any], hashes: Mapping[str, str], tell: Callable[[float], None] | None = None
) -> dict[str, Any]:
    """The same for a document and its models, which are there; `tell` hears how much is done, 0..1."""
    compiled = compile_bot(document, STEP_TYPES, UNDERSTANDING.policy(hashes))

    def understand(language: str, text: str, now: float) -> dict[str, Any]:
        return UNDERSTANDING.understand(hashes, language, text, now=now, timezone="UTC")

    tests = document.get("tests", ())
    results = []
    for number, test in enumerate(tests):
        if tell is not None:
            tell(number / len(tests))
        results.append(play_test(compiled, test, understand))
    passed = sum(result["passed"] for result in results)
    return {"passed": passed, "failed": len(results) - passed, "tests": results}
