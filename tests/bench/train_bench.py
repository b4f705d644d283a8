"""CPU of a training, and time and sureness of understanding, on the demo bot. Prints; asserts nothing.

    .venv/bin/python -m tests.bench.train_bench

Seconds are of CPU of the training process: `first training` is one of all languages of the demo bot with the imports
of a fresh process, `next training` another one in the same process, as every further job has it. `understand` is the
median of single utterances.
"""

import json
import os
import statistics
import tempfile
import time
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import django
import psutil

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

    sets = training_sets(json.loads(DEMO.read_text(encoding="utf-8")))
    with tempfile.TemporaryDirectory() as folder:
        models, cold, warm = _train(Path(folder), sets)
        size = sum(path.stat().st_size for path in Path(folder).rglob("*") if path.is_file())
    print(f"first training       {cold:.2f} s CPU, {len(sets)} languages, with the start of the training process")
    print(f"next training        {warm:.2f} s CPU")
    print(f"models on disk       {size / 1000:.0f} kB")
    for name, times in _understanding(models["en"]).items():
        print(f"{name:20} {statistics.median(times) * 1000:.3f} ms median of {len(times)}")


def _train(folder: Path, sets: list[dict[str, Any]]) -> tuple[dict[str, Any], float, float]:
    """Models by language, trained twice in one process as the jobs of a worker are, and what either round took."""
    from nlu.pipeline import load_model
    from nlu.services.trainer import Trainer

    trainer, models, spent = Trainer(), {}, [0.0]
    trainer.warm_up()
    for _ in range(2):
        for one in sets:
            lines: list[Mapping[str, Any]] = []
            trainer.train({"set": one, "folder": str(folder)}, lines.append)
            models[one["language"]] = load_model(
                folder / next(line["trained"]["hash"] for line in lines if "trained" in line)
            )
        (process,) = psutil.Process().children()
        spent.append(sum(process.cpu_times()[:4]))
    trainer.close()
    return models, spent[1], spent[2] - spent[1]


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


if __name__ == "__main__":
    main()
