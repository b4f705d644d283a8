"""The sentence encoder at work: one text in, one vector of length 1 out.

One text at a time, always: int8 activations are scaled by what shares a batch, so a vector would depend
on its neighbours. The same text gives the same bytes, in any order and in any thread.
"""

from __future__ import annotations

import hashlib
import os
from pathlib import Path
from typing import Any, Protocol

import numpy as np
import numpy.typing as npt

from nlu.pipeline.encoder.graph_check import check_graph
from nlu.pipeline.encoder.manifest import (
    GRAPH,
    POSITIONS,
    VOCABULARY,
    WORDS,
    Manifest,
    check_files,
)
from nlu.pipeline.encoder.tokenizer import Tokenizer, read_vocabulary
from nlu.pipeline.errors import EncoderError

Vector = npt.NDArray[np.float32]
Table = np.memmap[Any, np.dtype[Any]]

SAME_ARITHMETIC = 1e-3
"""Largest 1 - cosine to a probe's vector in the manifest that rounding alone brings about."""


class Encoder:
    """Thread-safe. Made by `open_encoder`."""

    def __init__(self, manifest: Manifest, tokenizer: Tokenizer, runner: Runner) -> None:
        self.name = manifest.name
        self.hash = manifest.hash
        self.languages = manifest.languages
        self.dimensions = manifest.dimensions
        self.max_tokens = manifest.max_tokens
        self.about = manifest.about
        self._probes = manifest.probes
        self._tokenizer = tokenizer
        self._runner = runner
        self._identity = ""

    def encode(self, text: str) -> Vector:
        """float32 of `dimensions`, length 1. A long text is cut at `max_tokens`; an empty one has a vector, too."""
        return self._runner.vector(self._tokenizer.ids(text, self.max_tokens))

    @property
    def wide(self) -> int:
        """Length of `encode_wide`: `dimensions`, and more where the graph gives earlier layers."""
        return self.dimensions + self._runner.more

    def encode_wide(self, text: str) -> Vector:
        """float32 of `wide`: the vector of `encode`, then those of earlier layers, each of length 1."""
        return self._runner.wide(self._tokenizer.ids(text, self.max_tokens))

    def probe(self) -> float:
        """The largest 1 - cosine between the probes' vectors in the manifest and those made here; 0 without probes."""
        return max((1 - float(vector @ self.encode(text)) for text, vector in self._probes), default=0.0)

    @property
    def identity(self) -> str:
        """What vectors and thresholds belong to: the hash, and more where this processor calculates otherwise."""
        if not self._identity:
            self._identity = self.hash if self.probe() <= SAME_ARITHMETIC else f"{self.hash}~{self._arithmetic()}"
        return self._identity

    def _arithmetic(self) -> str:
        here = np.concatenate([self.encode(text) for text, _ in self._probes])
        return hashlib.sha256(np.rint(here * 100).astype(np.int8).tobytes()).hexdigest()[:12]


class Runner(Protocol):
    """Runs the graph of an encoder."""

    def vector(self, ids: list[int]) -> Vector:
        """The vector of a text, given the numbers of its pieces."""
        ...

    @property
    def more(self) -> int:
        """How many numbers `wide` gives beyond those of `vector`."""
        ...

    def wide(self, ids: list[int]) -> Vector:
        """The vector, then those of earlier layers."""
        ...


class LookedUp:
    """A graph that takes vectors. The table of words stays in its file: the few rows of a text are read from there."""

    def __init__(self, folder: Path, manifest: Manifest, session: Any) -> None:
        self._words = _Rows(folder / WORDS, manifest.dimensions)
        self._positions = np.array(_mapped(folder / POSITIONS, manifest.dimensions, "float32"))
        if len(self._positions) < manifest.max_tokens:
            raise EncoderError(f"{POSITIONS} has fewer rows than the encoder takes tokens")
        self._session = session
        self._outputs = [output.name for output in session.get_outputs() if output.name in ("vector", "layers")]
        self.more = sum(output.shape[0] for output in session.get_outputs() if output.name == "layers")

    @property
    def rows(self) -> int:
        return len(self._words)

    def vector(self, ids: list[int]) -> Vector:
        return self._run(ids, ["vector"])[0]

    def wide(self, ids: list[int]) -> Vector:
        return np.concatenate(self._run(ids, self._outputs))

    def _run(self, ids: list[int], outputs: list[str]) -> list[Vector]:
        looked_up = self._words.at(ids).astype(np.float32)
        looked_up += self._positions[: len(ids)]
        found: list[Vector] = self._session.run(outputs, {"vectors": looked_up[None]})
        return found


class _Rows:
    """float16 rows of a file. Mapped into memory, most of it would count as ours after some hundred texts."""

    def __init__(self, file: Path, dimensions: int) -> None:
        table = _mapped(file, dimensions, "float16")
        self._count, self._bytes, self._first = len(table), dimensions * table.itemsize, table.offset
        self._dimensions = dimensions
        self._file = file.open("rb", buffering=0)

    def __len__(self) -> int:
        return self._count

    def at(self, ids: list[int]) -> npt.NDArray[np.float16]:
        """Safe in any thread. Raises OSError where the file has become shorter."""
        handle, size, first = self._file.fileno(), self._bytes, self._first
        read = b"".join([os.pread(handle, size, first + number * size) for number in ids])
        if len(read) != len(ids) * size:
            raise OSError(f"{WORDS} has become shorter")
        return np.frombuffer(read, np.float16).reshape(len(ids), self._dimensions)


def _mapped(file: Path, dimensions: int, kind: str) -> Table:
    try:
        table: Table = np.load(file, mmap_mode="r", allow_pickle=False)
    except (OSError, ValueError, EOFError) as error:
        raise EncoderError(f"{file.name} is not a table of numbers") from error
    if table.dtype.name != kind or table.ndim != 2 or table.shape[1] != dimensions or not table.flags.c_contiguous:
        raise EncoderError(f"{file.name} is not a table of {kind} with {dimensions} columns")
    return table


def start_session(content: bytes, *, fuse: bool) -> Any:
    """An onnxruntime session that stays in this thread and keeps no arena; raises EncoderError.

    `fuse`: let onnxruntime join operators. Our own graph has those that pay joined already.
    """
    try:
        import onnxruntime
    except ImportError as error:
        raise EncoderError("onnxruntime is not installed: run make setup") from error
    check_graph(content)
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = 1
    options.inter_op_num_threads = 1
    options.enable_cpu_mem_arena = False
    options.enable_mem_pattern = False
    options.log_severity_level = 4
    levels = onnxruntime.GraphOptimizationLevel
    options.graph_optimization_level = levels.ORT_ENABLE_ALL if fuse else levels.ORT_ENABLE_BASIC
    try:
        session = onnxruntime.InferenceSession(content, options, providers=["CPUExecutionProvider"])
    except Exception as error:  # onnxruntime raises classes of its own that share no base but Exception
        raise EncoderError(f"{GRAPH} cannot be run: {str(error).splitlines()[0][:200]}") from error
    session._model_bytes = b""  # kept for a change of providers that never comes: 11 MB
    return session


def open_built(folder: Path, manifest: Manifest) -> Encoder:
    """Opens a folder that the builder made; raises EncoderError when a file is not what the manifest says."""
    missing = {GRAPH, WORDS, POSITIONS, VOCABULARY} - set(manifest.files)
    if missing:
        raise EncoderError(f"the manifest names no {', '.join(sorted(missing))}")
    check_files(folder, manifest)
    tokenizer = Tokenizer(read_vocabulary(folder / VOCABULARY), lower_case=manifest.lower_case)
    runner = LookedUp(folder, manifest, start_session((folder / GRAPH).read_bytes(), fuse=False))
    if runner.rows < len(tokenizer):
        raise EncoderError(f"{WORDS} has fewer rows than {VOCABULARY} has lines")
    return Encoder(manifest, tokenizer, runner)
