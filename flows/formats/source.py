"""Opening what somebody hands over: a folder, an archive or a single file, read into memory within limits.

No path of an archive is ever used to write; names are keys of a mapping. Everything is counted while it is read.
"""

from __future__ import annotations

import io
import lzma
import stat
import struct
import tarfile
import zipfile
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import IO

MAX_BYTES = 50 * 1024 * 1024
MAX_MEMBERS = 30_000
"""A bot of 10,000 nodes becomes 20,000 files of Botpress."""
MAX_RATIO = 100
MAX_NAME = 255
PLAIN = (".yml", ".yaml", ".md", ".csv", ".tsv", ".xlf", ".xliff")
"""Names of single files that are texts of some format; their content does not tell them apart."""
_KNOWN = ".tgz, .zip, .json, .yml, .csv, .xlsx, .xlf"
_FREE_RATIO_BYTES = 1024 * 1024
_BLOCK = 64 * 1024
# What the standard library's readers raise on bytes nobody wrote on purpose.
_DAMAGE = (zlib.error, lzma.LZMAError, struct.error, EOFError, OSError, ValueError, LookupError, RuntimeError)


class ArchiveError(ValueError):
    """`code`: not-an-archive, too-large, too-many-members, ratio, path, link, encrypted, empty, missing."""

    def __init__(self, code: str, detail: str) -> None:
        super().__init__(detail)
        self.code = code
        self.detail = detail


def open_source(source: Path | str | bytes, name: str = "") -> dict[str, bytes]:
    """Path → content of all files. `name` is the file name of bytes, used for a single JSON file.

    Takes a folder, .tgz, .tar, .zip, .json or a single .yml; what it is is seen from the content. Raises ArchiveError.
    """
    if isinstance(source, bytes):
        return _open_bytes(source, name)
    path = Path(source)
    if path.is_dir():
        return _collect(_folder(path))
    if not path.is_file():
        raise ArchiveError("missing", "There is no such file or folder.")
    if path.stat().st_size > MAX_BYTES:
        raise ArchiveError("too-large", _too_large())
    return _open_bytes(path.read_bytes(), path.name)


def _open_bytes(data: bytes, name: str) -> dict[str, bytes]:
    if len(data) > MAX_BYTES:
        raise ArchiveError("too-large", _too_large())
    if not data:
        raise ArchiveError("empty", "The file is empty.")
    if data[:2] == b"\x1f\x8b":
        return _collect(_tar(io.BufferedReader(_Counted(_gunzip(data)))), packed=len(data))
    if data[:4] in (b"PK\x03\x04", b"PK\x05\x06"):
        return _collect(_zip(data), packed=len(data))
    if data[257:262] == b"ustar":
        return _collect(_tar(io.BytesIO(data)), packed=len(data))
    if data.lstrip(b"\xef\xbb\xbf \t\r\n")[:1] in (b"{", b"["):
        return {_last_part(name) or "bot.json": data}
    if name.lower().endswith(PLAIN):
        return {_last_part(name): data}
    raise ArchiveError("not-an-archive", f"This is no file or archive that can be opened ({_KNOWN}).")


def _last_part(name: str) -> str:
    return name.replace("\\", "/").rsplit("/", 1)[-1]


def _collect(members: Iterator[tuple[str, bytes]], packed: int | None = None) -> dict[str, bytes]:
    files: dict[str, bytes] = {}
    total = 0
    for name, data in members:
        clean = _clean(name)
        if clean in files:
            raise ArchiveError("path", f"The archive holds {clean!r} twice.")
        files[clean] = data
        total += len(data)
        if len(files) > MAX_MEMBERS:
            raise ArchiveError("too-many-members", f"More than {MAX_MEMBERS} files.")
        if total > MAX_BYTES:
            raise ArchiveError("too-large", _too_large())
        if packed is not None and total > _FREE_RATIO_BYTES and total > packed * MAX_RATIO:
            raise ArchiveError("ratio", "The archive unpacks to far more than it is: this looks like a bomb.")
    if not files:
        raise ArchiveError("empty", "There are no files in it.")
    return files


def _clean(name: str) -> str:
    """The name of a member, or ArchiveError for one that no honest archive has."""
    plain = name
    while plain.startswith("./"):
        plain = plain[2:]
    parts = plain.split("/")
    strange = (
        not plain
        or len(plain) > MAX_NAME
        or "\\" in plain
        or any(part in ("", ".", "..") for part in parts)
        or ":" in parts[0]
        or any(ord(character) < 32 or 0xD800 <= ord(character) <= 0xDFFF for character in plain)
    )
    if strange:
        raise ArchiveError("path", f"{name[:80]!r} is not a path a bot may have.")
    return plain


def _too_large() -> str:
    return f"More than {MAX_BYTES // 1024 // 1024} MB unpacked."


def _folder(root: Path) -> Iterator[tuple[str, bytes]]:
    """Files below a folder; hidden ones (.git, .DS_Store) are no part of a bot."""
    waiting = [root]
    left = MAX_BYTES
    folders = 0
    while waiting:
        folders += 1
        if folders > MAX_MEMBERS:
            raise ArchiveError("too-many-members", f"More than {MAX_MEMBERS} folders.")
        for entry in sorted(waiting.pop().iterdir()):
            if entry.name.startswith("."):
                continue
            if entry.is_symlink():
                raise ArchiveError("link", f"{entry.name!r} is a link.")
            if entry.is_dir():
                waiting.append(entry)
            elif entry.is_file():
                left -= entry.stat().st_size
                if left < 0:
                    raise ArchiveError("too-large", _too_large())
                yield entry.relative_to(root).as_posix(), entry.read_bytes()


def _zip(data: bytes) -> Iterator[tuple[str, bytes]]:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            members = archive.infolist()
            if len(members) > MAX_MEMBERS:
                raise ArchiveError("too-many-members", f"More than {MAX_MEMBERS} files.")
            left = MAX_BYTES
            for member in members:
                if member.filename.endswith("/"):
                    _clean(member.filename.rstrip("/"))
                    continue
                if member.flag_bits & 0x1:
                    raise ArchiveError("encrypted", "The archive is encrypted.")
                mode = member.external_attr >> 16
                if mode and not stat.S_ISREG(mode) and stat.S_IFMT(mode):
                    raise ArchiveError("link", f"{member.filename[:80]!r} is not a plain file.")
                with archive.open(member) as file:
                    content = _read(file, left)
                left -= len(content)
                yield member.filename, content
    except (zipfile.BadZipFile, *_DAMAGE) as error:
        raise _unreadable(error) from error


def _tar(stream: IO[bytes]) -> Iterator[tuple[str, bytes]]:
    count = 0
    try:
        with tarfile.open(mode="r|", fileobj=stream) as archive:
            for member in archive:
                count += 1
                archive.members.clear()  # type: ignore[attr-defined]  # it would keep them all
                if count > 2 * MAX_MEMBERS:
                    raise ArchiveError("too-many-members", f"More than {MAX_MEMBERS} files.")
                if member.isdir():
                    if member.name not in (".", ""):
                        _clean(member.name)
                    continue
                if not member.isreg():
                    raise ArchiveError("link", f"{member.name[:80]!r} is not a plain file.")
                if member.size > MAX_BYTES:
                    raise ArchiveError("too-large", _too_large())
                file = archive.extractfile(member)
                yield member.name, file.read() if file is not None else b""
    except (tarfile.TarError, *_DAMAGE) as error:
        raise _unreadable(error) from error


def _unreadable(error: Exception) -> ArchiveError:
    if isinstance(error, ArchiveError):
        return error
    return ArchiveError("not-an-archive", "The archive is damaged and cannot be read.")


def _read(file: IO[bytes], left: int) -> bytes:
    """At most `left` bytes; the size that the archive claims is not believed."""
    blocks: list[bytes] = []
    while block := file.read(_BLOCK):
        left -= len(block)
        if left < 0:
            raise ArchiveError("too-large", _too_large())
        blocks.append(block)
    return b"".join(blocks)


def _gunzip(data: bytes) -> Iterator[bytes]:
    """Blocks of an unpacked gzip file (of one or more members)."""
    rest = data
    while rest[:2] == b"\x1f\x8b":
        unpacker = zlib.decompressobj(16 + zlib.MAX_WBITS)
        while rest and not unpacker.eof:
            block = unpacker.decompress(rest, _BLOCK)
            rest = unpacker.unconsumed_tail if not unpacker.eof else unpacker.unused_data
            yield block
        if not unpacker.eof:
            raise EOFError("cut off")


class _Counted(io.RawIOBase):
    """A stream over blocks that gives up where more comes out than may: headers of a tar count as well."""

    def __init__(self, blocks: Iterator[bytes]) -> None:
        self._blocks = blocks
        self._block = b""
        self._left = MAX_BYTES + MAX_MEMBERS * 1024

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]  # any buffer is one to CPython
        while not self._block:
            block = next(self._blocks, None)
            if block is None:
                return 0
            self._left -= len(block)
            if self._left < 0:
                raise ArchiveError("too-large", _too_large())
            self._block = block
        count = min(len(buffer), len(self._block))
        buffer[:count] = self._block[:count]
        self._block = self._block[count:]
        return count
