"""The only module that reads the environment; `docs/configuration.md` documents each variable."""

import os
import secrets
import tempfile
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import unquote, urlsplit

ROOT = Path(__file__).resolve().parents[2]


def choose_settings() -> None:
    """Pick the settings module: production where a DATABASE_URL names a PostgreSQL server, else embedded."""
    embedded = not os.environ.get("DATABASE_URL") and not os.environ.get("REDIS_URL")
    module = "botbuilder.settings.embedded" if embedded else "botbuilder.settings.production"
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", module)


def prepare_tests() -> None:
    """A data folder of its own for this run of the tests, unless one is given; no limits and no encoder slow it down.

    pytest reads the settings before any conftest, so this happens here.
    """
    if "BOTBUILDER_DATA" not in os.environ:
        os.environ["BOTBUILDER_DATA"] = tempfile.mkdtemp(prefix="botbuilder-tests-")
    os.environ.setdefault("BOTBUILDER_RATE_LIMITS", "off")
    os.environ.setdefault("BOTBUILDER_ENCODER", "off")


def text(name: str, default: str = "") -> str:
    return os.environ.get(name, default)


def flag(name: str, *, default: bool) -> bool:
    """`on`, `true`, `1`, `yes` (any case) are true; anything else that is set is false."""
    value = os.environ.get(name)
    return default if value is None else value.strip().lower() in {"on", "true", "1", "yes"}


def number(name: str, default: int) -> int:
    value = os.environ.get(name)
    return int(value) if value else default


def words(name: str, default: tuple[str, ...] = ()) -> list[str]:
    """A comma-separated list."""
    value = os.environ.get(name)
    return list(default) if value is None else [part.strip() for part in value.split(",") if part.strip()]


def with_variables(**values: str) -> dict[str, str]:
    """This process's environment for a child, with some variables set."""
    return {**os.environ, **values}


def data_folder() -> Path:
    return Path(os.environ.get("BOTBUILDER_DATA") or ROOT / "var").resolve()


def encoder_folder() -> Path | None:
    """The sentence encoder: the one that `make setup` builds, an operator's own folder, or none (`off`)."""
    given = os.environ.get("BOTBUILDER_ENCODER", "").strip()
    if given.lower() == "off":
        return None
    return Path(given).resolve() if given else built_encoder()


def built_encoder() -> Path:
    """Where the encoder is built."""
    return data_folder() / "encoders" / "all-minilm-l6-v2"


def shared_folder() -> Path | None:
    """Reference bots and payloads for tests, where they lie beside the repository."""
    folder = Path(os.environ.get("BOTBUILDER_SHARED") or ROOT.parent / "shared")
    return folder if folder.is_dir() else None


def secret_key(folder: Path) -> str:
    """SECRET_KEY, else one made at the first start and kept in the data folder, readable by its owner only."""
    if given := os.environ.get("SECRET_KEY"):
        return given
    file = folder / "secret.key"
    try:
        return file.read_text().strip()
    except FileNotFoundError:
        folder.mkdir(parents=True, exist_ok=True)
    try:
        descriptor = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:  # another process was first
        return file.read_text().strip()
    with os.fdopen(descriptor, "w") as stream:
        stream.write(secrets.token_urlsafe(48))
    return file.read_text().strip()


@dataclass(frozen=True)
class DatabaseAddress:
    name: str
    user: str
    password: str
    host: str
    port: str


def parse_database_url(url: str) -> DatabaseAddress:
    """`postgresql://user:password@host:port/name`; a host of `?host=/path` names a socket folder.

    Raises ValueError for another scheme.
    """
    parts = urlsplit(url)
    if parts.scheme not in {"postgres", "postgresql"}:
        raise ValueError(f"DATABASE_URL must begin with postgresql://, not {parts.scheme}://")
    query = dict(pair.split("=", 1) for pair in parts.query.split("&") if "=" in pair)
    return DatabaseAddress(
        name=unquote(parts.path.lstrip("/")) or "botbuilder",
        user=unquote(parts.username or ""),
        password=unquote(parts.password or ""),
        host=unquote(query.get("host", parts.hostname or "")),
        port=str(parts.port or ""),
    )


def broker_url(redis_url: str) -> str:
    """The same Redis in Celery's words: a socket is `redis+socket://…` there, `unix://…` to the Redis client."""
    path = redis_url.removeprefix("unix://")
    return redis_url if path == redis_url else f"redis+socket://{path}"
