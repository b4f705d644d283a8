"""Hand-made bombs over all formats: each is refused in one known way or read as a valid document, and nothing else.

They go in by the same door as any upload: `open_source`, then `read_bot`. Memory and time are bounded by what the
readers count themselves; no member of an archive is ever written anywhere.
"""

import gzip
import io
import json
import stat
import tarfile
import tracemalloc
import zipfile

import pytest

from flows.document import validate
from flows.formats import FORMATS, ArchiveError, FormatError, open_source, read_bot

MB = 1024 * 1024
CONFIG = b'{"languages": ["en"], "defaultLanguage": "en"}'
FLOW = {"version": "0.0.1", "startNode": "a", "catchAll": {}, "nodes": [{"id": "a1", "name": "a", "next": []}]}


def tgz(*members, mode="w:gz"):
    """Members are (name, bytes) or a TarInfo."""
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode=mode) as archive:
        for member in members:
            if isinstance(member, tarfile.TarInfo):
                archive.addfile(member, io.BytesIO(b"\0" * member.size) if member.isreg() else None)
                continue
            info = tarfile.TarInfo(member[0])
            info.size = len(member[1])
            archive.addfile(info, io.BytesIO(member[1]))
    return out.getvalue()


def zipped(*members):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members:
            archive.writestr(name, data)
    return out.getvalue()


def member(name, kind, **more):
    info = tarfile.TarInfo(name)
    info.type = kind
    for key, value in more.items():
        setattr(info, key, value)
    return info


def link_in_zip(mode):
    info = zipfile.ZipInfo("a")
    info.external_attr = mode << 16
    return zipped((info, b"/etc/passwd"))


def botpress(**files):
    return tgz(("bot.config.json", CONFIG), *((name.replace("__", "/"), data) for name, data in files.items()))


def bot(flow=None, **files):
    """A Botpress bot with one flow; keys of files are paths."""
    body = json.dumps(FLOW if flow is None else flow).encode()
    return tgz(("bot.config.json", CONFIG), ("flows/main.flow.json", body), *files.items())


def flow_with(**node):
    return {**FLOW, "nodes": [{"id": "a1", "name": "a", "next": [], **node}]}


def way(condition, target="a"):
    return bot(flow_with(next=[{"condition": condition, "node": target}]))


def patched(data, at, new):
    """An archive with some bytes of its directory changed."""
    changed = bytearray(data)
    place = changed.rfind(b"PK\x01\x02") + at
    changed[place : place + len(new)] = new
    return bytes(changed)


DEEP = b'{"a":' * 5_000 + b"1" + b"}" * 5_000
LISTS = b"[" * 100_000 + b"]" * 100_000
HUGE = b'{"a": ' + b"9" * 100_000 + b"}"
LAUGHS = b"a: &a [x, x, x, x, x, x, x, x, x]\n" + b"".join(
    b"%c: &%c [%s]\n" % (97 + n, 97 + n, b", ".join([b"*%c" % (96 + n)] * 9)) for n in range(1, 10)
)
ZEROS = 60 * MB

# The large ones are made when they are asked for.
ARCHIVES = {
    "zip slip": zipped(("../../etc/cron.d/x", b"x")),
    "zip slip inside": zipped(("flows/../../x", b"x")),
    "zip absolute": zipped(("/etc/passwd", b"x")),
    "zip drive": zipped(("C:/windows/x", b"x")),
    "zip control": zipped(("a\x07b", b"x")),
    "zip long name": zipped(("x" * 5_000, b"x")),
    "zip empty part": zipped(("a//b", b"x")),
    "zip bomb 1000:1": lambda: zipped(("a.json", b"\0" * (20 * MB))),
    "zip bomb large": lambda: zipped(("a.json", b"\0" * ZEROS)),
    "zip many small bombs": lambda: zipped(*((f"{n}.json", b"\0" * (8 * MB)) for n in range(10))),
    "zip many": lambda: zipped(*((f"{n}", b"") for n in range(31_000))),
    "zip link": link_in_zip(stat.S_IFLNK | 0o777),
    "zip device": link_in_zip(stat.S_IFCHR | 0o666),
    "zip fifo": link_in_zip(stat.S_IFIFO | 0o666),
    "zip encrypted": patched(zipped(("a", b"x")), 8, b"\x01\x00"),
    "zip lying size": lambda: patched(zipped(("a", b"\0" * 3 * MB)), 24, (10).to_bytes(4, "little")),
    "zip unknown method": patched(zipped(("a", b"x")), 10, b"\x63\x00"),
    "zip directory elsewhere": patched(zipped(("a", b"x")), 42, b"\xff\xff\xff\x7f"),
    "zip cut off": zipped(("a", b"x" * 1000))[:-30],
    "zip empty": zipped(),
    "zip in zip in zip": zipped(("b.zip", zipped(("c.zip", zipped(("bot.json", b"{}")))))),
    "zip only __MACOSX": zipped(("__MACOSX/._bot.json", b"\0\5\x16\x07")),
    "tar slip": tgz(("../x", b"x")),
    "tar absolute": tgz(("/etc/passwd", b"x")),
    "tar symbolic link": tgz(member("a", tarfile.SYMTYPE, linkname="/etc/passwd")),
    "tar hard link": tgz(member("a", tarfile.LNKTYPE, linkname="b")),
    "tar device": tgz(member("a", tarfile.CHRTYPE, devmajor=1, devminor=5)),
    "tar block device": tgz(member("a", tarfile.BLKTYPE)),
    "tar fifo": tgz(member("a", tarfile.FIFOTYPE)),
    "tar folder slip": tgz(member("../up", tarfile.DIRTYPE)),
    "tar twice": tgz(("a", b"1"), ("./a", b"2")),
    "tar bomb": lambda: tgz(("a", b"\0" * ZEROS)),
    "tar uncompressed too large": lambda: tgz(("a", b"\0" * (51 * MB)), mode="w"),
    "tar many": lambda: tgz(*((f"{n}", b"") for n in range(31_000))),
    "tar many folders": lambda: tgz(*(member(f"d{n}", tarfile.DIRTYPE) for n in range(61_000))),
    "tar claims more than it has": tgz(("a", b"x"), mode="w").replace(b"00000000001\x00", b"77777777777\x00", 1),
    "tar cut off": tgz(("a", b"x" * 10_000))[:80],
    "gzip of zeros": lambda: gzip.compress(b"\0" * ZEROS),
    "gzip in gzip": gzip.compress(gzip.compress(b"\0" * MB)),
    "gzip nothing": gzip.compress(b""),
    "lone surrogate name": tgz((b"a\xff.json".decode("utf-8", "surrogateescape"), b"{}")),
}

TEXTS = {
    "5,000 deep": DEEP,
    "100,000 lists": LISTS,
    "huge integer": HUGE,
    "huge exponent": b'{"a": 1e999999}',
    "not a number": b'{"a": NaN}',
    "lone surrogate": b'{"a": "\\ud800"}',
    "nul": b'{"a": "\\u0000"}',
    "same key twice": b'{"a": 1, "a": 2}',
    "not utf-8": b'{"a": "\xff"}',
    "cut off": b'{"format": "botbuilder/bot", "version": 1, "nam',
    "million strings": b"[" + b'"",' * 999_999 + b'""]',
    "yaml laughs": LAUGHS,
    "yaml tag": b"nlu: !!python/object/apply:os.system ['true']",
}

SCALARS = {"config": 1, "keywords": 2, "contentId": []}
BOTS = {
    "config is a list": tgz(("bot.config.json", b"[]")),
    "two configs": tgz(("a/bot.config.json", CONFIG), ("b/bot.config.json", CONFIG)),
    "deep flow": botpress(**{"flows__main.flow.json": DEEP}),
    "huge integer in a flow": botpress(**{"flows__main.flow.json": HUGE}),
    "flow of scalars": bot({"nodes": 7, "catchAll": 3, "startNode": [], "skillData": "x"}),
    "nodes of scalars": bot({**FLOW, "nodes": [1, None, "x", [], {"name": {}, "next": 4, "onEnter": {"a": 1}}]}),
    "nodes of one name": bot({**FLOW, "nodes": FLOW["nodes"] * 500}),
    "flow that calls itself": way("true", "main.flow.json"),
    "circle of nodes": way("true"),
    "deep brackets": way("(" * 20_000 + "1" + ")" * 20_000),
    "deep nots": way("!" * 5_000 + "temp.a"),
    "deep minus": way("-" * 5_000 + "1"),
    "deep index": way("temp.a" + "[0]" * 5_000),
    "long or": way(" || ".join(["temp.a"] * 5_000)),
    "backtracking text": way("'" + "\\" * 50_001),
    "javascript": way("process.exit(1)"),
    "mustache without end": bot(flow_with(onEnter=['say #builtin_text {"text": "' + "{{#a}}" * 2_000 + '"}'])),
    "arguments too deep": bot(flow_with(onEnter=["x/y " + '{"a":' * 4_000])),
    "timeout of ages": bot(**{"flows/x.flow.json": json.dumps({**FLOW, "timeoutNode": "a"}).encode()}),
    "skill data of scalars": bot(
        flow_with(type="skill-call", skill="choice", flow="s.flow.json"),
        **{"flows/s.flow.json": json.dumps({**FLOW, "skillData": SCALARS}).encode()},
    ),
    "content of scalars": bot(**{"content-elements/builtin_card.json": json.dumps(
        [1, {"id": 5}, {"id": "a", "formData": {"actions$en": [1], "title$en": {}, "$": 1, "items$": []}}]).encode()}),
    "intent of scalars": bot(**{"intents/a.json": b'{"name": 5, "utterances": {"en": [1, null]}, "slots": [1]}'}),
    "entity of scalars": bot(**{"entities/a.json": b'{"name": [], "type": {}, "occurrences": [1], "pattern": {}}'}),
    "answer of scalars": bot(**{"qna/a.json": b'{"id": 1, "data": {"answers": {"en": [{}]}, "questions": 3}}'}),
    "pattern that backtracks": bot(**{"entities/a.json": b'{"name": "a", "type": "pattern", "pattern": "(a+)+$"}'}),
    "names of odd letters": bot(**{"flows/\u202e\u0645.flow.json": json.dumps(FLOW).encode()}),
}  # fmt: skip


def archive(name):
    made = ARCHIVES[name]
    return made() if callable(made) else made


def enters(data, name=""):
    """How it ends: the code of a refusal, or nothing where a valid document came out."""
    try:
        reading = read_bot(open_source(data, name), "auto", source=name)[1]
    except (ArchiveError, FormatError) as error:
        assert error.code and error.detail and len(error.detail) < 2_000
        return error.code
    assert validate(reading.document) == []
    return None


@pytest.mark.parametrize("name", ARCHIVES)
def test_hostile_archives_are_refused(name):
    assert enters(archive(name), "bot.tgz") is not None


@pytest.mark.parametrize("file", ["bot.json", "bot.yml"])
@pytest.mark.parametrize("name", TEXTS)
def test_hostile_texts_are_refused(name, file):
    assert enters(TEXTS[name], file) is not None


@pytest.mark.parametrize("name", TEXTS)
@pytest.mark.parametrize("format", FORMATS)
def test_every_format_refuses_hostile_texts_or_reads_around_them(name, format):
    inside = {
        "bot.json": TEXTS[name],
        "bot.config.json": TEXTS[name],
        "domain.yml": TEXTS[name],
        "agent.json": TEXTS[name],
        "intents/a.json": TEXTS[name],
        "intents.csv": TEXTS[name],
        "bot.xlf": TEXTS[name],
        "flows/main.flow.json": TEXTS[name],
    }
    try:
        reading = FORMATS[format].read(inside)
    except FormatError as error:
        assert error.code and error.detail
    else:
        assert validate(reading.document) == []


@pytest.mark.parametrize("name", BOTS)
def test_hostile_bots_are_refused_or_become_valid_documents(name):
    enters(BOTS[name], "bot.tgz")


def test_a_bomb_takes_little_memory():
    bombs = [archive(name) for name in ("zip bomb large", "tar bomb", "gzip of zeros", "zip many small bombs")]
    tracemalloc.start()
    for bomb in bombs:
        assert enters(bomb) is not None
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert peak < 200 * MB


def test_a_table_of_a_million_columns_is_refused_before_anybody_looks_at_them():
    with pytest.raises(FormatError) as refused:
        FORMATS["spreadsheet"].read({"intents.csv": TEXTS["million strings"]})
    assert (refused.value.code, refused.value.detail) == ("too-large", "intents.csv has too many columns.")


def test_there_are_at_least_sixty_of_them():
    assert len(ARCHIVES) + len(TEXTS) + len(BOTS) >= 60
