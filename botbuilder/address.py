"""Where people reach this installation, for commands that print links while the server runs elsewhere."""

from django.conf import settings

FILE = settings.DATA / "address"


def remember_address(address: str) -> str:
    FILE.write_text(address)
    return address


def known_address() -> str:
    """BOTBUILDER_URL, else where the server of this data folder last listened."""
    if settings.PUBLIC_URL:
        return str(settings.PUBLIC_URL).rstrip("/")
    try:
        return FILE.read_text().strip()
    except FileNotFoundError:
        return f"http://127.0.0.1:{settings.PORT}"
