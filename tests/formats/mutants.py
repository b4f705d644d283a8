"""Broken bots, made from whole ones: a number gives the same broken bot every time.

`sources()` are bots of all formats, own ones and, where they lie beside the project, the shared ones. `mutant(n)` takes
one of them and breaks it: values and keys of its JSON, lines of its YAML and tables, bytes of its files, the members
and bytes of its archive.
"""

from __future__ import annotations

import copy
import functools
import gzip
import io
import json
import random
import tarfile
import zipfile
from typing import Any

from flows.formats import FORMATS, open_source
from tests.formats.talks import PEERS
from tests.formats.whole_bots import own_bots

Files = dict[str, bytes]
SEED = 5
LARGEST_SOURCE = 120_000  # bytes; larger bots are tried once each by other tests
TOKENS: tuple[Any, ...] = (
    None, True, False, 0, -1, 1, 2**31, 2**63 - 1, -(2**63), 1e308, 0.1, "", " ", "x", "\n", "null", "true",
        "undefined",
    "{{", "}}", "{{ a }}", "{{{a}}}", "{{#a}}", "{{/a}}", "{% for a in b %}", "{% if %}", "{#", "[a](b)", "[a]()", "(",
    "#", "##", "#!", "#!x", "#a", "END", "a.flow.json#b", "..", "../../x", "/etc/passwd", "C:\\x", "=1+1", "@SUM(A1)",
    "(a+)+$", "(?<=x)", "[", "\\", "*" * 300, "x" * 5_000, "__proto__", "constructor", "é\u0301", "\u202e", "\ufeff",
    "👩‍👩‍👧", "main", "none", "0", "1e999", "5m", "-5m", "NaN", "event.nlu.intent.name === 'x'", "temp['a']['b']",
    "!" * 40, "a ? b : c", "say #!x {", "builtin/setVariable {", "Number(", "$a.contains(", "@sys.date", "#ctx.a", "$a",
    [], {}, [None], [[]], [{}], {"": ""}, {"en": "x"}, {"en": ["x"]}, {"a": {"a": {"a": {"a": {}}}}},
    "<a>", "&amp;", "&lt", "<!DOCTYPE a>", "]]>", "http://x", "javascript:alert(1)", "data:,x", "//x", "0" * 400,
)  # fmt: skip
RAW = (b"\x00", b"\xff", b"\xed\xa0\x80", b'"\\ud800"', b"NaN", b"1e999999", b"9" * 400, b"[" * 90, b'{"a":' * 90,
    b"\xef\xbb\xbf",
       b"\r\n", b"\t", b"- ", b": ", b"&a *a", b"!!python/object:x ", b"<<: *a", b"|", b">", b"---\n", b"%", b"# ",
           b'"', b"'",
       b",", b";", b"=", b"<!ENTITY a 'b'>", b"&a;", b"<", b">")  # fmt: skip


@functools.cache
def sources() -> list[tuple[str, Files]]:
    """Name (`format/bot`) and files of every bot to break."""
    found = own_bots()
    for product in ("botpress", "dialogflow", "rasa", "typebot"):
        for path in sorted((PEERS / product).glob("*")) if (PEERS / product).is_dir() else ():
            if path.is_dir() or (path.suffix == ".json" and path.name != "MANIFEST.json"):
                files = open_source(path)
                if sum(map(len, files.values())) <= LARGEST_SOURCE:
                    found.append((f"{product}/{path.name}", files))
    return found


def mutant(number: int) -> tuple[str, str, bytes]:
    """What it was made of, a file name, and the bytes that somebody hands over."""
    draw = random.Random(f"{SEED}/{number}")
    name, files = draw.choice(sources())
    broken = dict(files)
    for _ in range(draw.choice((1, 1, 1, 2, 3, 8))):
        draw.choice(_WAYS)(draw, broken)
    if len(broken) == 1 and draw.random() < 0.7:
        ((path, data),) = broken.items()
        return name, path.rsplit("/", 1)[-1], _broken_bytes(draw, data) if draw.random() < 0.1 else data
    packed = draw.choice((_zipped, _tarred))(draw, broken)
    return name, "bot.tgz", _broken_bytes(draw, packed) if draw.random() < 0.15 else packed


def _value(draw: random.Random, files: Files) -> None:
    """Something else somewhere in a JSON file."""
    path = _some(draw, files, ".json")
    try:
        body = json.loads(files[path]) if path else None
    except (ValueError, RecursionError):
        return
    if path is None or not isinstance(body, dict | list) or not body:
        return
    for _ in range(draw.choice((1, 1, 2, 5))):
        _change(draw, body)
    files[path] = json.dumps(body, ensure_ascii=draw.random() < 0.3).encode("utf-8", "surrogatepass")


def _change(draw: random.Random, body: Any) -> None:
    spots = _spots(body)
    if not spots:
        return
    parent, key = draw.choice(spots)
    kind = draw.randrange(9)
    if kind <= 2:
        parent[key] = copy.deepcopy(draw.choice(TOKENS))
    elif kind == 3:
        del parent[key]
    elif kind == 4:  # a value from elsewhere in the file
        other, at = draw.choice(spots)
        if at in other if isinstance(other, dict) else isinstance(at, int) and at < len(other):
            parent[key] = copy.deepcopy(other[at])
    elif kind == 5 and isinstance(parent, list):
        parent[key:key] = [copy.deepcopy(parent[key])] * draw.choice((1, 3, 200))
    elif kind == 6 and isinstance(parent, dict):  # another name
        parent[str(draw.choice((*TOKENS[11:40], *parent)))] = parent.pop(key)
    elif kind == 7:  # too deep
        inner = parent[key]
        for _ in range(draw.choice((3, 40, 70))):
            inner = [inner] if draw.random() < 0.5 else {"a": inner}
        parent[key] = inner
    elif isinstance(parent[key], str):
        text, token = parent[key], str(draw.choice(TOKENS))
        at = draw.randrange(len(text) + 1)
        parent[key] = text[:at] + token + text[at:]
    else:
        parent[key] = draw.choice(("x", None, 1))


def _spots(body: Any) -> list[tuple[Any, Any]]:
    """All (parent, key) of a JSON value."""
    found: list[tuple[Any, Any]] = []
    waiting = [body]
    while waiting:
        here = waiting.pop()
        for key, inner in here.items() if isinstance(here, dict) else enumerate(here):
            found.append((here, key))
            if isinstance(inner, dict | list):
                waiting.append(inner)
    return found


def _lines(draw: random.Random, files: Files) -> None:
    """Lines of a text moved, doubled, dropped, indented, and words in them replaced."""
    path = draw.choice(sorted(files))
    lines = files[path].split(b"\n")
    if len(lines) < 2:
        return
    at, other = draw.randrange(len(lines)), draw.randrange(len(lines))
    kind = draw.randrange(6)
    if kind == 0:
        del lines[at]
    elif kind == 1:
        lines.insert(other, lines[at])
    elif kind == 2:
        lines[at], lines[other] = lines[other], lines[at]
    elif kind == 3:
        lines[at] = b" " * draw.choice((1, 2, 4)) + lines[at] if draw.random() < 0.5 else lines[at].lstrip()
    elif kind == 4:
        lines[at:at] = [lines[at]] * draw.choice((2, 50))
    else:
        words = lines[at].split(b" ")
        words[draw.randrange(len(words))] = draw.choice((str(draw.choice(TOKENS)).encode(), draw.choice(RAW)))
        lines[at] = b" ".join(words)
    files[path] = b"\n".join(lines)


def _bytes(draw: random.Random, files: Files) -> None:
    path = draw.choice(sorted(files))
    files[path] = _broken_bytes(draw, files[path])


def _inner(draw: random.Random, files: Files) -> None:
    """The members of a workbook, broken in turn."""
    path = _some(draw, files, ".xlsx")
    if path is None:
        return
    try:
        with zipfile.ZipFile(io.BytesIO(files[path])) as archive:
            inside = {member: archive.read(member) for member in archive.namelist()}
    except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError):
        return
    draw.choice((_bytes, _members, _texts))(draw, inside)
    files[path] = _zipped(draw, inside)


def _texts(draw: random.Random, files: Files) -> None:
    """A piece of a text replaced by another piece of it, or by something odd: what JSON cannot say, too."""
    path = draw.choice(sorted(files))
    data = files[path]
    start, length = draw.randrange(len(data) + 1), draw.choice((0, 1, 5, 40))
    source = draw.randrange(len(data) + 1)
    piece = draw.choice((draw.choice(RAW), data[source : source + 60], str(draw.choice(TOKENS)).encode()))
    files[path] = data[:start] + piece + data[start + length :]


def _members(draw: random.Random, files: Files) -> None:
    """Files dropped, renamed, swapped."""
    path, other = draw.choice(sorted(files)), draw.choice(sorted(files))
    kind = draw.randrange(5)
    if kind == 0 and len(files) > 1:
        del files[path]
    elif kind == 1:
        files[path], files[other] = files[other], files[path]
    elif kind == 2:
        names = ("bot.json", "bot.config.json", "agent.json", "x/bot.config.json", "botbuilder.json", "a" * 240,
                 "flows/main.flow.json", "intents/x.json", "qna/x.json", "media/x.png", "domain.yml", "x.csv", "x.xlf",
                 "__MACOSX/._a", "actions/a.js", "hooks/a/b.js", "flows/skills/x.flow.json", "é.json",
                     "CON.json")  # fmt: skip
        files[draw.choice(names)] = files.pop(path)
    elif kind == 3:
        top = draw.choice(("bot/", "data/bots/a/", "a/b/c/d/e/f/"))
        moved = {f"{top}{name}": data for name, data in files.items()}
        files.clear()
        files.update(moved)
    else:
        files[f"copy-{path.rsplit('/', 1)[-1]}"] = files[path]


_WAYS = (
    _value,
    _value,
    _value,
    _value,
    _value,
    _lines,
    _lines,
    _lines,
    _bytes,
    _inner,
    _inner,
    _texts,
    _texts,
    _members,
)


def _some(draw: random.Random, files: Files, ending: str) -> str | None:
    found = sorted(path for path in files if path.endswith(ending))
    return draw.choice(found) if found else None


def _broken_bytes(draw: random.Random, data: bytes) -> bytes:
    broken = bytearray(data)
    for _ in range(draw.choice((1, 1, 3, 20))):
        at = draw.randrange(len(broken) + 1)
        kind = draw.randrange(5)
        if kind == 0 and broken:
            broken[at % len(broken)] ^= 1 << draw.randrange(8)
        elif kind == 1:
            del broken[at:]
        elif kind == 2:
            broken[at:at] = draw.choice(RAW)
        elif kind == 3:
            del broken[at : at + draw.choice((1, 4, 64))]
        else:
            broken[at:at] = draw.randbytes(draw.choice((1, 4, 40)))
    return bytes(broken)


def _zipped(draw: random.Random, files: Files) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", draw.choice((zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED))) as archive:
        for path, data in files.items():
            info = zipfile.ZipInfo(path if draw.random() < 0.999 else f"../{path}")
            info.compress_type = archive.compression
            info.external_attr = (0o644 if draw.random() < 0.999 else 0o120777) << 16
            archive.writestr(info, data)
    return out.getvalue()


def _tarred(draw: random.Random, files: Files) -> bytes:
    out = io.BytesIO()
    kind = draw.choice((tarfile.GNU_FORMAT, tarfile.PAX_FORMAT))
    with tarfile.open(fileobj=out, mode="w", format=kind) as archive:
        for path, data in files.items():
            info = tarfile.TarInfo(path if draw.random() < 0.999 else f"/{path}")
            info.size = len(data)
            if draw.random() < 0.001:
                info.type, info.size, info.linkname = tarfile.SYMTYPE, 0, "/etc/passwd"
            archive.addfile(info, io.BytesIO(data))
    return gzip.compress(out.getvalue(), 1, mtime=0) if draw.random() < 0.7 else out.getvalue()


def document() -> dict[str, Any]:
    """A bot that tables and translations are brought into."""
    from tests.formats.test_spreadsheet import bot

    return bot()


__all__ = ["FORMATS", "document", "mutant", "sources"]
