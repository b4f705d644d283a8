"""What kind of file some bytes are. Told by the bytes; what a client calls them only chooses between equals."""

from __future__ import annotations

# Media type of each extension that a stored file can have. Nothing a browser would run is among them.
MEDIA_TYPES = {
    "png": "image/png",
    "jpg": "image/jpeg",
    "gif": "image/gif",
    "webp": "image/webp",
    "pdf": "application/pdf",
    "mp3": "audio/mpeg",
    "ogg": "audio/ogg",
    "wav": "audio/wav",
    "m4a": "audio/mp4",
    "mp4": "video/mp4",
    "webm": "video/webm",
    "zip": "application/zip",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "pptx": "application/vnd.openxmlformats-officedocument.presentationml.presentation",
    "odt": "application/vnd.oasis.opendocument.text",
    "ods": "application/vnd.oasis.opendocument.spreadsheet",
    "csv": "text/csv",
    "txt": "text/plain",
}
_STARTS: tuple[tuple[bytes, str], ...] = (
    (b"\x89PNG\r\n\x1a\n", "png"),
    (b"\xff\xd8\xff", "jpg"),
    (b"GIF87a", "gif"),
    (b"GIF89a", "gif"),
    (b"%PDF-", "pdf"),
    (b"ID3", "mp3"),
    (b"\xff\xfb", "mp3"),
    (b"\xff\xf3", "mp3"),
    (b"\xff\xf2", "mp3"),
    (b"OggS", "ogg"),
    (b"\x1aE\xdf\xa3", "webm"),
)
_ZIPPED = ("docx", "xlsx", "pptx", "odt", "ods")


def extension_of(content: bytes, name: str) -> str | None:
    """One of MEDIA_TYPES; None for bytes of a kind that is not taken."""
    for start, extension in _STARTS:
        if content.startswith(start):
            return extension
    if content[:4] == b"RIFF":
        return {b"WEBP": "webp", b"WAVE": "wav"}.get(content[8:12])
    if content[4:8] == b"ftyp":
        return "m4a" if content[8:11] == b"M4A" else "mp4"
    claimed = name.rpartition(".")[2].lower()
    if content.startswith(b"PK\x03\x04"):
        return claimed if claimed in _ZIPPED else "zip"
    if _is_text(content):
        return "csv" if claimed == "csv" else "txt"
    return None


def _is_text(content: bytes) -> bool:
    """Plain text: UTF-8 without control characters, and not the beginning of a page."""
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return False
    if not text.strip() or text.lstrip().startswith("<"):
        return False
    return not any(char < " " and char not in "\t\n\r\f" for char in text)
