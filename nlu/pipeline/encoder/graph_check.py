"""Looks through an ONNX file before onnxruntime sees it: a folder's graph may come from anywhere.

Refused are tensors that lie in other files (they name paths), loops and branches, functions, operators that
are not in the list below, and anything that is not the protobuf of a model. Only the outline of the protobuf
is read, by the field numbers of onnx.proto; numbers of weights are skipped over.
"""

from __future__ import annotations

from collections.abc import Iterator

from nlu.pipeline.errors import EncoderError

LARGEST_GRAPH = 600 * 2**20  # bytes
MOST_NODES = 20_000

_VARINT, _FIXED64, _BYTES, _FIXED32 = 0, 1, 2, 5

# Field numbers of onnx.proto.
_MODEL_GRAPH, _MODEL_TRAINING, _MODEL_FUNCTIONS = 7, 20, 25
_GRAPH_NODE, _GRAPH_INITIALIZER, _GRAPH_SPARSE = 1, 5, 15
_NODE_TYPE, _NODE_ATTRIBUTE, _NODE_DOMAIN = 4, 5, 7
_ATTRIBUTE_TENSOR, _ATTRIBUTE_GRAPH, _ATTRIBUTE_TENSORS, _ATTRIBUTE_GRAPHS = 5, 6, 10, 11
_ATTRIBUTE_SPARSE = (22, 23)
_TENSOR_EXTERNAL, _TENSOR_LOCATION = 13, 14

# fmt: off
_STANDARD = {
    "Abs", "Add", "And", "Attention", "Cast", "CastLike", "Ceil", "Clip", "Concat", "Constant", "ConstantOfShape",
    "Cos", "CumSum", "DequantizeLinear", "Div", "DynamicQuantizeLinear", "Einsum", "Equal", "Erf", "Exp", "Expand",
    "Flatten", "Floor", "Gather", "GatherElements", "GatherND", "Gelu", "Gemm", "Greater", "GreaterOrEqual",
    "Identity", "IsNaN", "LayerNormalization", "Less", "LessOrEqual", "Log", "MatMul", "MatMulInteger", "Max",
    "Min", "Mul", "Neg", "NonZero", "Not", "Or", "Pow", "QuantizeLinear", "RMSNormalization", "Range", "Reciprocal",
    "ReduceL2", "ReduceMax", "ReduceMean", "ReduceMin", "ReduceSum", "Relu", "Reshape", "Round", "ScatterND",
    "Shape", "Sigmoid", "Sign", "Sin", "Slice", "Softmax", "Softplus", "Split", "Sqrt", "Squeeze", "Sub", "Sum",
    "Tanh", "Tile", "Transpose", "Trilu", "Unsqueeze", "Where",
}
_FUSED = {
    "Attention", "BiasGelu", "DynamicQuantizeMatMul", "EmbedLayerNormalization", "FastGelu", "FusedMatMul", "Gelu",
    "LayerNormalization", "MatMulIntegerToFloat", "MultiHeadAttention", "QAttention", "QEmbedLayerNormalization",
    "QuickGelu", "SimplifiedLayerNormalization", "SkipLayerNormalization", "SkipSimplifiedLayerNormalization",
}
# fmt: on
_ALLOWED: dict[str, set[str]] = {"": _STANDARD, "ai.onnx": _STANDARD, "com.microsoft": _FUSED}

Field = tuple[int, int, "int | memoryview"]


def check_graph(content: bytes) -> None:
    """Raises EncoderError when the graph holds something that a sentence encoder does not need."""
    if len(content) > LARGEST_GRAPH:
        raise EncoderError("the graph is larger than 600 MB")
    try:
        _check_model(memoryview(content))
    except (IndexError, ValueError) as error:
        raise EncoderError("the graph is not an ONNX file") from error


def _check_model(content: memoryview) -> None:
    graphs = 0
    for number, _, value in _fields(content):
        if number in {_MODEL_FUNCTIONS, _MODEL_TRAINING}:
            raise EncoderError("the graph brings functions or training steps of its own")
        if number == _MODEL_GRAPH:
            graphs += 1
            _check_nodes(_message(value))
    if graphs != 1:
        raise ValueError("not one graph")


def _check_nodes(graph: memoryview) -> None:
    nodes = 0
    for number, _, value in _fields(graph):
        if number == _GRAPH_INITIALIZER:
            _check_tensor(_message(value))
        elif number == _GRAPH_SPARSE:
            raise EncoderError("the graph has sparse tensors")
        elif number == _GRAPH_NODE:
            nodes += 1
            if nodes > MOST_NODES:
                raise EncoderError(f"the graph has more than {MOST_NODES} operators")
            _check_node(_message(value))


def _check_node(node: memoryview) -> None:
    kind, domain = "", ""
    for number, _, value in _fields(node):
        if number == _NODE_TYPE:
            kind = bytes(_message(value)).decode()
        elif number == _NODE_DOMAIN:
            domain = bytes(_message(value)).decode()
        elif number == _NODE_ATTRIBUTE:
            _check_attribute(_message(value))
    if kind not in _ALLOWED.get(domain, set()):
        name = f"{domain}.{kind}" if domain else kind
        raise EncoderError(f"the graph uses the operator {name[:80]!r}, which sentence encoders do not need")


def _check_attribute(attribute: memoryview) -> None:
    for number, _, value in _fields(attribute):
        if number in {_ATTRIBUTE_TENSOR, _ATTRIBUTE_TENSORS}:
            _check_tensor(_message(value))
        elif number in {_ATTRIBUTE_GRAPH, _ATTRIBUTE_GRAPHS, *_ATTRIBUTE_SPARSE}:
            raise EncoderError("an operator of the graph holds a graph or a sparse tensor")


def _check_tensor(tensor: memoryview) -> None:
    for number, _, value in _fields(tensor):
        if number == _TENSOR_EXTERNAL or (number == _TENSOR_LOCATION and value):
            raise EncoderError("the graph keeps weights in other files; save it as one file")


def _message(value: int | memoryview) -> memoryview:
    if isinstance(value, int):
        raise ValueError("a number where a message should be")
    return value


def _fields(message: memoryview) -> Iterator[Field]:
    """Number, wire type and value of each field; raises IndexError or ValueError where it is not protobuf."""
    place, end = 0, len(message)
    while place < end:
        key, place = _varint(message, place)
        number, wire = key >> 3, key & 7
        if wire == _VARINT:
            value, place = _varint(message, place)
            yield number, wire, value
            continue
        if wire == _BYTES:
            length, place = _varint(message, place)
        elif wire in {_FIXED64, _FIXED32}:
            length = 8 if wire == _FIXED64 else 4
        else:
            raise ValueError("not a wire type of onnx.proto")
        if length > end - place:
            raise ValueError("a field is longer than its message")
        yield number, wire, message[place : place + length]
        place += length


def _varint(message: memoryview, place: int) -> tuple[int, int]:
    value = 0
    for shift in range(0, 70, 7):
        byte = message[place]
        place += 1
        value |= (byte & 0x7F) << shift
        if byte < 0x80:
            return value, place
    raise ValueError("a number that does not end")
