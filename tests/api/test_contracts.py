"""What others build on: the OpenAPI document and the schema files of the front end."""

from __future__ import annotations

import json

import pytest
from django.core.management import call_command
from drf_spectacular.drainage import GENERATOR_STATS
from drf_spectacular.generators import SchemaGenerator
from rest_framework.test import APIClient

from botbuilder.management.commands.generate_types import SCHEMAS, _schemas

from .policy import POLICY


@pytest.mark.parametrize("name", ["openapi.json", "chat.json", "bot.json"])
def test_the_checked_in_schemas_are_in_step_with_the_code(name: str) -> None:
    assert (SCHEMAS / name).read_text() == _schemas()[SCHEMAS / name], "run manage.py generate_types"


def test_the_openapi_document_is_valid_and_without_a_warning() -> None:
    GENERATOR_STATS.reset()
    call_command("spectacular", "--validate", "--fail-on-warn", "--file", "/dev/null")


def test_every_operation_of_the_policy_is_described() -> None:
    paths = SchemaGenerator().get_schema(request=None, public=True)["paths"]
    described = {method.upper() for operations in paths.values() for method in operations}
    assert described == {"GET", "POST", "PUT", "PATCH", "DELETE"}
    ours = sum(len(operations) for path, operations in paths.items() if "/chat/" not in path and "/api/v1/" in path)
    # The OpenAPI document does not list itself.
    assert ours == sum(map(len, POLICY.values())) - 1
    for path, operations in paths.items():
        for operation in operations.values():
            assert "default" in operation["responses"], path


def test_the_visitors_addresses_are_described() -> None:
    paths = SchemaGenerator().get_schema(request=None, public=True)["paths"]
    assert {path for path in paths if "/chat/" in path or path.startswith("/webhooks/")} == {
        "/api/v1/chat/{slug}/conversations/",
        "/api/v1/chat/{slug}/conversations/{conversation}/messages/",
        "/api/v1/chat/{slug}/conversations/{conversation}/files/",
        "/api/v1/chat/uploads/{folder}/{name}",
        "/webhooks/{slug}/rest/webhook",
    }


def test_the_documents_are_served(db: None) -> None:
    nobody = APIClient()
    schema = nobody.get("/api/v1/schema/bot.json")
    assert schema.status_code == 200 and schema.json()["$schema"] == "https://json-schema.org/draft/2020-12/schema"
    assert nobody.get("/api/v1/schema/").json()["openapi"].startswith("3.")
    types = nobody.get("/api/v1/step-types/").json()["results"]
    assert {"say", "ask", "choice", "form", "call_api"} <= {each["type"] for each in types}
    assert json.dumps(types)
    language = nobody.get("/api/v1/expression-language/").json()
    money = next(one for one in language["functions"] if one["name"] == "money")
    assert money["signature"] == "money(amount, currency?)" and money["example"]["value"] == "€1,234.50"
    assert {"said", "now"} <= {one["name"] for one in language["variables"]}


def test_the_formats_say_which_of_them_can_be_written(db: None) -> None:
    formats = {one["name"]: one["writes"] for one in APIClient().get("/api/v1/formats/").json()["results"]}
    assert formats["native"] and formats["folder"] and formats["botpress"] and formats["rasa"]
    assert formats["typebot"] is False and formats["dialogflow"] is False
