"""An operator's own encoder: a plain sentence-transformers export to ONNX with a WordPiece vocabulary.

    model.onnx or onnx/model.onnx   takes input_ids (attention_mask, token_type_ids); gives sentence_embedding,
                                    or one vector per piece, which are pooled here
    vocab.txt                       one piece per line
    tokenizer_config.json, sentence_bert_config.json, 1_Pooling/config.json, manifest.json   where they are there

manifest.json may say {"name", "languages": ["de", …], "max_tokens"}; without it the encoder counts as English.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from nlu.pipeline.encoder.graph_check import LARGEST_GRAPH
from nlu.pipeline.encoder.manifest import GRAPH, MANIFEST, MOST_TOKENS, VOCABULARY, Manifest, file_size, read_json
from nlu.pipeline.encoder.runtime import Encoder, Vector, start_session
from nlu.pipeline.encoder.tokenizer import Tokenizer, read_vocabulary
from nlu.pipeline.errors import EncoderError

_INPUTS = ("input_ids", "attention_mask", "token_type_ids")
_WHOLE = "sentence_embedding"
_PLACES = (GRAPH, f"onnx/{GRAPH}")
_MOST_DIMENSIONS = 4096
_TOKENS = 256
_SAMPLE = "hello"


class WithIds:
    """A graph that takes the numbers of pieces."""

    def __init__(self, session: Any, pooling: str) -> None:
        self._session = session
        self._pooling = pooling
        inputs = {entry.name: entry.type for entry in session.get_inputs()}
        if "input_ids" not in inputs or set(inputs) - set(_INPUTS):
            raise EncoderError(f"the graph takes {', '.join(sorted(inputs))[:200]}; wanted are {', '.join(_INPUTS)}")
        if set(inputs.values()) - {"tensor(int64)", "tensor(int32)"}:
            raise EncoderError("the graph takes something else than whole numbers")
        self._inputs = {name: np.int64 if kind == "tensor(int64)" else np.int32 for name, kind in inputs.items()}
        outputs = [entry.name for entry in session.get_outputs()]
        self._output = _WHOLE if _WHOLE in outputs else outputs[0]

    @property
    def more(self) -> int:
        """Earlier layers are not looked for in a foreign graph."""
        return 0

    def wide(self, ids: list[int]) -> Vector:
        return self.vector(ids)

    def vector(self, ids: list[int]) -> Vector:
        given = {"input_ids": ids, "attention_mask": [1] * len(ids), "token_type_ids": [0] * len(ids)}
        feed = {name: np.array([given[name]], kind) for name, kind in self._inputs.items()}
        try:
            found = np.asarray(self._session.run([self._output], feed)[0])
        except Exception as error:  # onnxruntime raises classes of its own that share no base but Exception
            raise EncoderError(f"the graph failed: {str(error).splitlines()[0][:200]}") from error
        return _of_length_one(self._pooled(found))

    def _pooled(self, found: npt.NDArray[Any]) -> npt.NDArray[Any]:
        if found.ndim == 2 and len(found) == 1:
            return np.asarray(found[0])
        if found.ndim == 3 and len(found) == 1 and found.shape[1]:
            return np.asarray(found[0, 0] if self._pooling == "first" else found[0].mean(axis=0))
        raise EncoderError(f"the graph gives {self._output} of shape {found.shape}: neither a vector nor one per piece")


def _of_length_one(vector: npt.NDArray[Any]) -> Vector:
    values = vector.astype(np.float32)
    length = float(np.linalg.norm(values))
    if not np.isfinite(length) or length == 0 or len(values) > _MOST_DIMENSIONS:
        raise EncoderError("the graph gives no usable vector")
    return np.asarray(values / np.float32(length), np.float32)


def open_foreign(folder: Path) -> Encoder:
    """Opens an operator's folder; raises EncoderError with the reason when it cannot be used."""
    graph = next((folder / place for place in _PLACES if (folder / place).is_file()), None)
    if graph is None:
        raise EncoderError(f"there is neither {MANIFEST} with files nor {GRAPH} in {folder.name}")
    if file_size(graph) > LARGEST_GRAPH:
        raise EncoderError("the graph is larger than 600 MB")
    file_size(folder / VOCABULARY)
    lower_case = bool(_said(folder / "tokenizer_config.json").get("do_lower_case", True))
    tokenizer = Tokenizer(read_vocabulary(folder / VOCABULARY), lower_case=lower_case)
    content = graph.read_bytes()
    pooling = "first" if _said(folder / "1_Pooling" / "config.json").get("pooling_mode_cls_token") is True else "mean"
    runner = WithIds(start_session(content, fuse=True), pooling)
    most = _most_tokens(folder)
    dimensions = len(runner.vector(tokenizer.ids(_SAMPLE, most)))
    vocabulary = (folder / VOCABULARY).read_bytes()
    files = {GRAPH: _entry(content), VOCABULARY: _entry(vocabulary)}
    return Encoder(_manifest(folder, files, pooling, lower_case, most, dimensions), tokenizer, runner)


def _manifest(
    folder: Path, files: dict[str, tuple[str, int]], pooling: str, lower_case: bool, most: int, dimensions: int
) -> Manifest:
    said = _said(folder / MANIFEST)
    languages = said.get("languages", ["en"])
    if not isinstance(languages, list) or not all(isinstance(language, str) for language in languages):
        raise EncoderError(f"languages in {MANIFEST} is not a list of language codes")
    return Manifest(
        name=str(said.get("name", folder.name))[:100],
        languages=frozenset(languages),
        input="ids",
        dimensions=dimensions,
        max_tokens=most,
        lower_case=lower_case,
        pooling=pooling,
        files=files,
        probes=(),
        about={},
    )


def _entry(content: bytes) -> tuple[str, int]:
    return hashlib.sha256(content).hexdigest(), len(content)


def _most_tokens(folder: Path) -> int:
    given = _said(folder / MANIFEST).get(
        "max_tokens", _said(folder / "sentence_bert_config.json").get("max_seq_length")
    )
    if given is None:
        return _TOKENS
    if not isinstance(given, int) or not 2 <= given <= MOST_TOKENS:
        raise EncoderError(f"max_tokens is not a number from 2 to {MOST_TOKENS}")
    return given


def _said(file: Path) -> Mapping[str, Any]:
    return read_json(file) if file.is_file() else {}
