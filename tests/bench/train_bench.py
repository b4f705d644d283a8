"""CPU of a training, and time and sureness of understanding, on the demo bot. Prints; asserts nothing.

    .venv/bin/python -m tests.bench.train_bench

Seconds are of CPU, with those of the training process: `click to answer` is a training of all languages of the demo
bot in a fresh child process, as a job does it, up to a loaded model. `understand` is the median of single utterances.
"""

import json
import os
import resource
import statistics
import tempfile
import time
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import django

ROOT = Path(__file__).resolve().parents[2]
DEMO = ROOT / "botbuilder" / "demo" / "pizza.json"

UTTERANCES = [
    "I want to order a large pepperoni pizza",
    "could you please bring me a small pizza with cheese",
    "when do you open tomorrow",
    "is there any meat on the margherita",
    "hello there",
    "my phone number is +49 171 3920012, call me at 8pm",
    "what is the capital of france",
]


def main() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "botbuilder.settings.test")
    django.setup()
    from flows.adapters.understanding import training_sets
    from nlu.pipeline import load_model

    sets = training_sets(json.loads(DEMO.read_text(encoding="utf-8")))
    with tempfile.TemporaryDirectory() as folder:
        before, began = _cpu(), time.monotonic()
        models = {language: load_model(Path(folder) / hash) for language, hash in _train(Path(folder), sets).items()}
        spent, waited = _cpu() - before, time.monotonic() - began
        size = sum(path.stat().st_size for path in Path(folder).rglob("*") if path.is_file())
    print(f"click to answer      {spent:.2f} s CPU ({waited:.2f} s by the clock), {len(sets)} languages")
    print(f"models on disk       {size / 1000:.0f} kB")
    for name, times in _understanding(models["en"]).items():
        print(f"{name:20} {statistics.median(times) * 1000:.3f} ms median of {len(times)}")


def _train(folder: Path, sets: list[dict[str, Any]]) -> dict[str, str]:
    """Language -> hash of the model, trained in a cold process, as the first job of a worker has it."""
    from nlu.services.trainer import Trainer

    trainer, trained = Trainer(), {}
    for one in sets:
        lines: list[Mapping[str, Any]] = []
        trainer.train({"set": one, "folder": str(folder)}, lines.append)
        trained[one["language"]] = next(line["trained"]["hash"] for line in lines if "trained" in line)
    trainer.close()
    return trained


def _understanding(model: Any) -> dict[str, list[float]]:
    """Seconds of CPU per utterance: of the ranking alone, and of everything."""
    timed: dict[str, list[float]] = {"rank": [], "understand": []}
    for _ in range(300):
        for text in UTTERANCES:
            began = time.process_time()
            model.classify(text)
            middle = time.process_time()
            model.understand(text, now=1_773_829_800.0)
            timed["rank"].append(middle - began)
            timed["understand"].append(time.process_time() - middle)
    return timed


def _cpu() -> float:
    children = resource.getrusage(resource.RUSAGE_CHILDREN)
    return time.process_time() + children.ru_utime + children.ru_stime


if __name__ == "__main__":
    main()
