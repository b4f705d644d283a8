"""Reading the environment, as pure functions."""

from pathlib import Path

import pytest

from botbuilder.settings.env import broker_url, parse_database_url, secret_key


def test_a_database_url_is_taken_apart() -> None:
    address = parse_database_url("postgresql://ann:p%40ss@db.example:5433/bots")
    assert (address.user, address.password, address.host, address.port, address.name) == (
        "ann",
        "p@ss",
        "db.example",
        "5433",
        "bots",
    )


def test_a_socket_folder_is_a_host() -> None:
    assert parse_database_url("postgresql://postgres@/postgres?host=/tmp/pg").host == "/tmp/pg"


def test_another_kind_of_database_is_refused() -> None:
    with pytest.raises(ValueError, match="mysql"):
        parse_database_url("mysql://localhost/bots")


def test_celery_gets_a_redis_socket_in_its_own_words() -> None:
    assert broker_url("unix:///run/redis.sock") == "redis+socket:///run/redis.sock"
    assert broker_url("redis://localhost:6379/0") == "redis://localhost:6379/0"


def test_the_secret_key_is_made_once_and_is_its_owners_alone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("SECRET_KEY", raising=False)
    first = secret_key(tmp_path / "data")
    assert secret_key(tmp_path / "data") == first
    assert len(first) >= 48
    assert (tmp_path / "data" / "secret.key").stat().st_mode & 0o077 == 0
