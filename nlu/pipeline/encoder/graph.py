"""Builds the ONNX graph of a BERT sentence encoder from its weights. Used once, with the `onnx` package.

    vectors float32 [1, pieces, d]  looked up outside: word table + positions + type 0
      -> layer norm -> layers of attention and feed-forward -> mean over the pieces -> length 1
    vector  float32 [d]
    layers  float32 [4 d]  the same means of the four layers before the last, the later first, each of length 1

The table of words stays outside so that processes share its pages. Activations are quantised per text
while it runs, which is why texts never share a batch.

Matrices are whole numbers from -64 to 64 with one scale per output column. The eighth bit is left out:
two products of a byte and such a number fit 16 bits, so processors that add in 16 bits (x86 without VNNI)
find the same sums as all others. What that costs in precision, balancing more than brings back: a column
of the input that has large values is made smaller and its row of the matrix larger.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

import numpy as np
import numpy.typing as npt
from onnx import TensorProto, helper, numpy_helper

from nlu.pipeline.encoder.weights import Weights

Floats = npt.NDArray[np.float32]

_OPSET = 20
_RUNTIME_OPS = "com.microsoft"  # fused operators of onnxruntime
_FORMAT = 10
_EARLIER = 4
_LARGEST_WHOLE = 64
_BALANCE = 0.7  # share of the imbalance that goes to the matrix; best of .5 to 1 by cosine to full precision
_LEAST = 1e-3


@dataclass(slots=True)
class _Graph:
    weights: Weights
    peaks: Mapping[str, Floats]
    epsilon: float
    nodes: list[Any] = field(default_factory=list)
    constants: list[Any] = field(default_factory=list)

    def constant(self, name: str, values: npt.NDArray[Any]) -> str:
        self.constants.append(numpy_helper.from_array(np.ascontiguousarray(values), name))
        return name

    def node(self, kind: str, inputs: list[str], outputs: list[str], *, fused: bool = False, **attributes: Any) -> None:
        domain = _RUNTIME_OPS if fused else ""
        self.nodes.append(helper.make_node(kind, inputs, outputs, domain=domain, **attributes))

    def linear(self, source: str, name: str, *keys: str, balanced: bool = True) -> str:
        """`source @ matrix + bias` for the matrices of these keys side by side; they have the same input."""
        matrix = np.concatenate([self.weights[f"{key}.weight"].T for key in keys], axis=1)
        bias = np.concatenate([self.weights[f"{key}.bias"] for key in keys])
        if balanced:
            peak, row = self.peaks[keys[0]], np.abs(matrix).max(axis=1)
            wanted = _BALANCE * np.log2(np.maximum(peak, _LEAST)) - (1 - _BALANCE) * np.log2(np.maximum(row, _LEAST))
            # Powers of two: multiplying is exact, so every machine that builds finds the same numbers.
            factor = np.ldexp(np.float32(1), np.rint(wanted).astype(np.int32))
            matrix = matrix * factor[:, None]
            smaller = self.constant(f"{name}.smaller", (1 / factor).astype(np.float32))
            self.node("Mul", [source, smaller], [f"{name}.balanced"])
            source = f"{name}.balanced"
        scale = (np.abs(matrix).max(axis=0) / _LARGEST_WHOLE).astype(np.float32)
        scale[scale == 0] = 1
        whole = np.rint(matrix / scale).astype(np.int8)
        constants = [self.constant(f"{name}.whole", whole), self.constant(f"{name}.scale", scale), ""]
        inputs = [source, *constants, self.constant(f"{name}.bias", bias)]
        self.node("DynamicQuantizeMatMul", inputs, [name], fused=True)
        return name

    def norm(self, source: str, residual: str, name: str, key: str) -> str:
        gain = self.constant(f"{name}.gain", self.weights[f"{key}.weight"])
        shift = self.constant(f"{name}.shift", self.weights[f"{key}.bias"])
        # Two plain operators: the fused one of onnxruntime takes twice as long for a dozen rows.
        self.node("Add", [source, residual], [f"{name}.sum"])
        self.node("LayerNormalization", [f"{name}.sum", gain, shift], [name], epsilon=self.epsilon, axis=-1)
        return name

    def pooled(self, source: str, name: str) -> str:
        """The mean over the pieces, of length 1; needs the constant `axes`."""
        self.node("ReduceMean", [source, "axes"], [f"{name}.mean"], keepdims=0)
        self.node("ReduceL2", [f"{name}.mean"], [f"{name}.length"], keepdims=1)
        self.node("Div", [f"{name}.mean", f"{name}.length"], [name])
        return name


def build_graph(weights: Weights, config: Mapping[str, Any], peaks: Mapping[str, Floats]) -> bytes:
    """The serialised graph; `config` is the model's config.json, `peaks` those of `ExactEncoder`.

    Raises KeyError when a weight is missing.
    """
    size = int(config["hidden_size"])
    graph = _Graph(weights, peaks, float(config["layer_norm_eps"]))
    gain = graph.constant("begin.gain", weights["embeddings.LayerNorm.weight"])
    shift = graph.constant("begin.shift", weights["embeddings.LayerNorm.bias"])
    graph.node("LayerNormalization", ["vectors", gain, shift], ["begin"], epsilon=graph.epsilon, axis=-1)
    ends = ["begin"]
    for number in range(int(config["num_hidden_layers"])):
        ends.append(_layer(graph, number, ends[-1], int(config["num_attention_heads"])))
    graph.constant("axes", np.array([0, 1], np.int64))
    graph.pooled(ends[-1], "vector")
    earlier = ends[-2 : -2 - _EARLIER : -1]
    graph.node("Concat", [graph.pooled(end, f"{end}.pooled") for end in earlier], ["layers"], axis=0)
    model = helper.make_model(
        helper.make_graph(
            graph.nodes,
            "sentence encoder",
            [helper.make_tensor_value_info("vectors", TensorProto.FLOAT, [1, "pieces", size])],
            [
                helper.make_tensor_value_info("vector", TensorProto.FLOAT, [size]),
                helper.make_tensor_value_info("layers", TensorProto.FLOAT, [size * len(earlier)]),
            ],
            graph.constants,
        ),
        opset_imports=[helper.make_opsetid("", _OPSET), helper.make_opsetid(_RUNTIME_OPS, 1)],
        ir_version=_FORMAT,
    )
    return bytes(model.SerializeToString(deterministic=True))


def _layer(graph: _Graph, number: int, source: str, heads: int) -> str:
    key, name = f"encoder.layer.{number}.", f"layer{number}"
    parts = [f"{key}attention.self.{part}" for part in ("query", "key", "value")]
    together = graph.linear(source, f"{name}.attend", *parts)
    split = [f"{name}.query", f"{name}.key", f"{name}.value"]
    graph.node("Split", [together], split, axis=2, num_outputs=3)
    graph.node("MultiHeadAttention", split, [f"{name}.heads"], fused=True, num_heads=heads)
    # Balancing this one brought nothing (cosine .9999 without).
    attended = graph.linear(f"{name}.heads", f"{name}.attended", f"{key}attention.output.dense", balanced=False)
    middle = graph.norm(attended, source, f"{name}.middle", f"{key}attention.output.LayerNorm")
    wide = graph.linear(middle, f"{name}.wide", f"{key}intermediate.dense")
    graph.node("Gelu", [wide], [f"{name}.bent"], fused=True)
    narrow = graph.linear(f"{name}.bent", f"{name}.narrow", f"{key}output.dense")
    return graph.norm(narrow, middle, f"{name}.end", f"{key}output.LayerNorm")
