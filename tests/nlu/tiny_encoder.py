"""Sentence encoders of a few kilobytes: vectors of letters, and their mean. They know no meaning, but every part of the
way is real: folder, tokenizer, graph, onnxruntime, manifest, probes.
"""

import hashlib
import json
from pathlib import Path
from string import ascii_lowercase

import numpy as np

from nlu.pipeline.encoder import open_encoder
from nlu.pipeline.encoder.probes import PROBES
from tests.nlu.onnx_writer import FLOAT, INT64, field, model, node, tensor, value

SIZE = 16
TOKENS = 64
PIECES = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", *ascii_lowercase, *(f"##{letter}" for letter in ascii_lowercase)]


def table(seed: int = 0) -> np.ndarray:
    return np.random.default_rng(seed).normal(size=(len(PIECES), SIZE)).astype(np.float16)


def write_foreign(folder: Path, name: str = "letters", seed: int = 0) -> Path:
    """An operator's own folder: the graph takes the numbers of pieces."""
    folder.mkdir()
    (folder / "vocab.txt").write_text("\n".join(PIECES) + "\n")
    (folder / "manifest.json").write_text(json.dumps({"name": name, "languages": ["en"]}))
    graph = model(
        [node("Gather", ["table", "input_ids"], ["token_embeddings"])],
        [tensor("table", (len(PIECES), SIZE), table(seed).ravel().tolist())],
        [value("input_ids", INT64, [1, "pieces"])],
        [value("token_embeddings", FLOAT, [1, "pieces", SIZE])],
    )
    (folder / "model.onnx").write_bytes(graph)
    return folder


def write_built(folder: Path, name: str = "letters", seed: int = 0) -> Path:
    """As the builder makes it: the graph takes looked-up vectors, and the manifest holds the probes."""
    folder.mkdir()
    (folder / "vocab.txt").write_text("\n".join(PIECES) + "\n")
    np.save(folder / "words.npy", table(seed))
    np.save(folder / "positions.npy", np.zeros((TOKENS, SIZE), np.float32))
    graph = model(
        [
            node("ReduceMean", ["vectors"], ["mean"], _integers("axes", 0, 1), _integer("keepdims", 0)),
            node("ReduceL2", ["mean"], ["length"], _integers("axes", 0), _integer("keepdims", 1)),
            node("Div", ["mean", "length"], ["vector"]),
        ],
        [],
        [value("vectors", FLOAT, [1, "pieces", SIZE])],
        [value("vector", FLOAT, [SIZE])],
    )
    (folder / "model.onnx").write_bytes(graph)
    files = {file.name: file.read_bytes() for file in folder.iterdir()}
    said = {
        "format": "botbuilder/encoder", "version": 1, "name": name, "languages": ["en"], "input": "vectors",
        "dimensions": SIZE, "max_tokens": TOKENS,
        "files": {
            file: {"sha256": hashlib.sha256(content).hexdigest(), "bytes": len(content)}
            for file, content in files.items()
        },
    }  # fmt: skip
    (folder / "manifest.json").write_text(json.dumps(said))
    encoder = open_encoder(folder)
    probes = [{"text": text, "vector": encoder.encode(text).tolist()} for text in PROBES]
    (folder / "manifest.json").write_text(json.dumps({**said, "probes": probes}))
    return folder


def of_another_processor(folder: Path) -> Path:
    """Changes the probes' vectors: from now on this processor calculates otherwise than the one it was built on."""
    file = folder / "manifest.json"
    said = json.loads(file.read_text())
    for probe in said["probes"]:
        probe["vector"] = [number + 0.05 * (place % 3) for place, number in enumerate(probe["vector"])]
    file.write_text(json.dumps(said))
    return folder


def _integers(name: str, *numbers: int) -> bytes:
    return field(5, field(1, name) + b"".join(field(8, number) for number in numbers) + field(20, 7))


def _integer(name: str, number: int) -> bytes:
    return field(5, field(1, name) + field(3, number) + field(20, 2))
