"""Builds the encoder's folder from a sentence-transformers folder with safetensors (BERT, WordPiece, mean pooling).

`python -m nlu.pipeline.encoder.build SOURCE TARGET` in a process of its own that has the package `onnx`:
the weights and the graph take some 400 MB while it runs.
"""

from __future__ import annotations

import json
import shutil
import sys
import tempfile
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from nlu.pipeline.encoder.exact import ExactEncoder
from nlu.pipeline.encoder.manifest import (
    FORMAT,
    GRAPH,
    MANIFEST,
    POSITIONS,
    VERSION,
    VOCABULARY,
    WORDS,
    file_hash,
    parse_manifest,
    read_json,
)
from nlu.pipeline.encoder.probes import PROBES
from nlu.pipeline.encoder.runtime import Encoder, LookedUp, start_session
from nlu.pipeline.encoder.tokenizer import Tokenizer, read_vocabulary
from nlu.pipeline.encoder.weights import Weights, read_weights
from nlu.pipeline.errors import EncoderError

RECIPE = 2
"""Raise it when the same weights shall give another graph: `make setup` then builds anew."""
NAME = "all-minilm-l6-v2"
LICENCE = "Apache-2.0"
LANGUAGES = ("en",)
MAX_TOKENS = 256
LEAST_COSINE = 0.99
SOURCES = {
    "model.safetensors": "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db",
    "vocab.txt": "07eced375cec144d27c900241f3e339478dec958f92fddbc551f295c992038a3",
}

Progress = Callable[[str], None]


def build_encoder(source: Path, target: Path, *, progress: Progress = lambda stage: None) -> Encoder:
    """Builds `target` atomically from the model folder `source` and returns the encoder.

    Raises EncoderError when a source is not the one that is pinned here, or when the int8 graph is too
    far from the graph in full precision.
    """
    progress("Checking the weights")
    for name, digest in SOURCES.items():
        if file_hash(source / name) != digest:
            raise EncoderError(f"{name} of the encoder's package is not the file that was expected (SHA-256 differs)")
    weights, config = read_weights(source / "model.safetensors"), read_json(source / "config.json")
    target.parent.mkdir(parents=True, exist_ok=True)
    building = Path(tempfile.mkdtemp(prefix=f".{target.name}-", dir=target.parent))
    try:
        progress("Calculating in full precision")
        shutil.copyfile(source / VOCABULARY, building / VOCABULARY)
        _save_tables(weights, building)
        exact = ExactEncoder(
            weights, config["num_attention_heads"], config["num_hidden_layers"], config["layer_norm_eps"]
        )
        tokenizer = Tokenizer(read_vocabulary(building / VOCABULARY))
        aims = np.array([exact.vector(tokenizer.ids(text, MAX_TOKENS)) for text in PROBES])
        progress("Building the graph of whole numbers")
        from nlu.pipeline.encoder.graph import build_graph

        (building / GRAPH).write_bytes(build_graph(weights, config, exact.peaks))
        progress("Comparing the two")
        content = _manifest(building, int(config["hidden_size"]))
        vectors = _vectors(building, content, tokenizer)
        content["quality"] = _quality(aims, vectors)
        content["probes"] = [
            {"text": text, "vector": [round(float(value), 5) for value in vector]}
            for text, vector in zip(PROBES, vectors, strict=True)
        ]
        (building / MANIFEST).write_text(json.dumps(content, indent=1, ensure_ascii=False))
        _publish(building, target)
    finally:
        shutil.rmtree(building, ignore_errors=True)
    from nlu.pipeline.encoder.find import open_encoder

    return open_encoder(target)


def _save_tables(weights: Weights, folder: Path) -> None:
    np.save(folder / WORDS, weights["embeddings.word_embeddings.weight"].astype(np.float16), allow_pickle=False)
    positions = weights["embeddings.position_embeddings.weight"][:MAX_TOKENS]
    kind = weights["embeddings.token_type_embeddings.weight"][0]
    np.save(folder / POSITIONS, (positions + kind).astype(np.float32), allow_pickle=False)


def _manifest(folder: Path, dimensions: int) -> dict[str, Any]:
    files = sorted(file.name for file in folder.iterdir())
    return {
        "format": FORMAT,
        "version": VERSION,
        "name": NAME,
        "licence": LICENCE,
        "languages": list(LANGUAGES),
        "input": "vectors",
        "dimensions": dimensions,
        "max_tokens": MAX_TOKENS,
        "lower_case": True,
        "pooling": "mean",
        "files": {
            name: {"sha256": file_hash(folder / name), "bytes": (folder / name).stat().st_size} for name in files
        },
        "source": {"recipe": RECIPE, "files": {name: {"sha256": digest} for name, digest in SOURCES.items()}},
    }


def _vectors(folder: Path, content: Mapping[str, Any], tokenizer: Tokenizer) -> npt.NDArray[np.float32]:
    manifest = parse_manifest(content)
    runner = LookedUp(folder, manifest, start_session((folder / GRAPH).read_bytes(), fuse=False))
    encoder = Encoder(manifest, tokenizer, runner)
    return np.array([encoder.encode(text) for text in PROBES])


def _quality(exact: npt.NDArray[np.float32], vectors: npt.NDArray[np.float32]) -> dict[str, Any]:
    cosines = np.einsum("td,td->t", exact, vectors)
    mean, least = float(cosines.mean()), float(cosines.min())
    if mean < LEAST_COSINE:
        raise EncoderError(f"the int8 graph is too far from full precision (mean cosine {mean:.4f})")
    return {"cosine_to_float32": {"mean": round(mean, 4), "least": round(least, 4), "texts": len(cosines)}}


def _publish(building: Path, target: Path) -> None:
    """Puts the folder in place; one that was there goes away at the last moment."""
    building.chmod(0o755)
    old = building.with_name(f"{building.name}-old")
    if target.exists():
        target.rename(old)
    building.rename(target)
    shutil.rmtree(old, ignore_errors=True)


def main(arguments: list[str]) -> int:
    source, target = (Path(argument) for argument in arguments)
    try:
        encoder = build_encoder(source, target, progress=lambda stage: print(f"  {stage}", flush=True))  # noqa: T201
    except EncoderError as error:
        sys.stderr.write(f"{error}\n")
        return 1
    sys.stdout.write(f"  {encoder.name}: {json.dumps(encoder.about['quality'])}\n")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
