"""Memory of a server process with ten trained bots loaded: the ten domains of CLINC150. Prints only.

    .venv/bin/python -m tests.bench.ten_bots_bench [examples per intent, 100]

Each bot has 15 intents. They are trained in child processes (the models stay below /tmp for the next run), then a fresh
process imports everything that a server does, loads all ten, understands a few utterances with each, and says what it
takes: with BOTBUILDER_ENCODER=off the sparse models alone, else with the encoder that they share.
"""

import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

from tests.bench.scale_bench import ROOT, SET, rows

TRAIN = "import json, sys; from nlu.pipeline import child; child._train(json.loads(sys.stdin.readline()))"
MODELS = Path(tempfile.gettempdir()) / "botbuilder-ten-bots"


def training_sets(most: int, encoder: str | None) -> list[dict[str, Any]]:
    texts: dict[str, list[str]] = {}
    for text, intent in rows("train.jsonl"):
        texts.setdefault(intent, []).append(text)
    domains = json.loads((SET / "domains.json").read_text())
    shape = {"format": "botbuilder/training-set", "version": 1, "language": "en", "entities": [], "answers": []}
    return [
        {
            **shape,
            **({"encoder": encoder} if encoder else {}),
            "intents": [{"name": name, "examples": texts[name][:most]} for name in names if name in texts],
        }
        for names in domains.values()
    ]


def serve(names: list[str]) -> None:
    """In the fresh process: what a server imports, then the models."""
    os.environ["DJANGO_SETTINGS_MODULE"] = "botbuilder.settings.embedded"
    import botbuilder.asgi
    import botbuilder.urls  # noqa: F401
    from nlu.services import loaded_models, model_store

    model_store.models_folder = lambda: MODELS
    print(f"a server without models   {_memory()}")
    shelf = loaded_models.LoadedModels()
    asked = [text for text, _ in rows("test.jsonl")[:20]]
    for name in names:
        model = shelf.get(name)
        assert model is not None
        for text in asked:
            model.understand(text, now=0.0)
    size = sum(path.stat().st_size for name in names for path in (MODELS / name).iterdir())
    print(f"with ten bots             {_memory()}; {len(shelf.names())} loaded, {size / 2**20:.0f} MB on disk")


def _memory() -> str:
    taken = dict(line.split(":", 1) for line in Path("/proc/self/smaps_rollup").read_text().splitlines()[1:])
    rss, pss = (int(taken[key].split()[0]) / 1024 for key in ("Rss", "Pss"))
    return f"RSS {rss:.0f} MB, PSS {pss:.0f} MB"


def main() -> None:
    if sys.argv[1:2] == ["serve"]:
        serve(sys.argv[2:])
        return
    most = int(sys.argv[1]) if len(sys.argv) > 1 else 100
    folder = os.environ.get("BOTBUILDER_ENCODER") or str(ROOT / "var" / "encoders" / "all-minilm-l6-v2")
    identity = None
    if folder != "off":
        from nlu.pipeline.encoder import open_encoder

        identity = open_encoder(Path(folder)).identity
    names = [_train(one, folder) for one in training_sets(most, identity)]
    with tempfile.TemporaryDirectory() as data:
        environment = {**os.environ, "BOTBUILDER_DATA": data, "BOTBUILDER_ENCODER": folder}
        subprocess.run(
            [sys.executable, "-m", "tests.bench.ten_bots_bench", "serve", *names], cwd=ROOT, env=environment, check=True
        )


def _train(content: dict[str, Any], encoder: str) -> str:
    from nlu.pipeline import training_set_hash

    name = training_set_hash(content)
    if not (MODELS / name / "manifest.json").is_file():
        request: dict[str, Any] = {"set": content, "folder": str(MODELS), "vectors": str(MODELS / "vectors")}
        if encoder != "off":
            request["encoder"] = encoder
        threads = dict.fromkeys(("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"), "1")
        asked = json.dumps(request).encode() + b"\n"
        subprocess.run(
            [sys.executable, "-c", TRAIN],
            input=asked, cwd=ROOT, env={**os.environ, **threads}, check=True, stdout=subprocess.DEVNULL,
        )  # fmt: skip
    return name


if __name__ == "__main__":
    main()
