from __future__ import annotations

import gzip
import io
import tarfile
from collections.abc import Mapping

from flows.formats import FORMATS

from .zip_files import zipped


def pack_files(files: Mapping[str, bytes], *, format: str) -> tuple[bytes, str, str]:
    """The archive that a format is handed over in, its file ending and its media type.

    The same files are the same bytes.
    """
    if getattr(FORMATS.get(format), "archive", "zip") != "tgz":
        return zipped(files), "zip", "application/zip"
    out = io.BytesIO()
    with (
        gzip.GzipFile(fileobj=out, mode="wb", mtime=0) as unpacked,
        tarfile.open(fileobj=unpacked, mode="w", format=tarfile.GNU_FORMAT) as archive,
    ):
        for name, content in files.items():
            member = tarfile.TarInfo(name)
            member.size = len(content)
            archive.addfile(member, io.BytesIO(content))
    return out.getvalue(), "tgz", "application/gzip"
