"""Writes tiny ONNX files by hand (protobuf with the field numbers of onnx.proto): the runtime has no `onnx` package."""

import struct
from collections.abc import Iterable, Sequence

FLOAT, INT64 = 1, 7


def field(number: int, value: int | str | bytes) -> bytes:
    if isinstance(value, int):
        return varint(number << 3) + varint(value)
    content = value.encode() if isinstance(value, str) else value
    return varint(number << 3 | 2) + varint(len(content)) + content


def varint(value: int) -> bytes:
    written = bytearray()
    while value > 0x7F:
        written.append(value & 0x7F | 0x80)
        value >>= 7
    return bytes(written) + bytes([value])


def tensor(name: str, shape: Sequence[int], values: Iterable[float], *more: bytes) -> bytes:
    raw = b"".join(struct.pack("<f", value) for value in values)
    dims = b"".join(field(1, size) for size in shape)
    return dims + field(2, FLOAT) + field(8, name) + field(9, raw) + b"".join(more)


def node(kind: str, inputs: Sequence[str], outputs: Sequence[str], *more: bytes) -> bytes:
    named = [field(1, name) for name in inputs] + [field(2, name) for name in outputs]
    return b"".join([*named, field(4, kind), *more])


def value(name: str, kind: int, shape: Sequence[int | str]) -> bytes:
    dims = b"".join(field(1, field(1, size) if isinstance(size, int) else field(2, size)) for size in shape)
    return field(1, name) + field(2, field(1, field(1, kind) + field(2, dims)))


def model(nodes: Sequence[bytes], tensors: Sequence[bytes], inputs: Sequence[bytes], outputs: Sequence[bytes]) -> bytes:
    parts = [field(1, entry) for entry in nodes] + [field(2, "tiny")] + [field(5, entry) for entry in tensors]
    parts += [field(11, entry) for entry in inputs] + [field(12, entry) for entry in outputs]
    return field(1, 8) + field(8, field(1, "") + field(2, 17)) + field(7, b"".join(parts))


PIECES = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "a", "b", "##a", "##b"]


def tiny_model(
    *, nodes: Sequence[bytes] = (), tensors: Sequence[bytes] = (), output: str = "token_embeddings"
) -> bytes:
    """Looks up three numbers per piece: an encoder of the plainest kind. `nodes` and `tensors` are added to it."""
    table = tensor("table", (len(PIECES), 3), [((7 * place) % 11) - 4.5 for place in range(3 * len(PIECES))])
    return model(
        [node("Gather", ["table", "input_ids"], [output]), *nodes],
        [table, *tensors],
        [value("input_ids", INT64, [1, "pieces"])],
        [value(output, FLOAT, [1, "pieces", 3])],
    )
