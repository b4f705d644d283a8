"""Bodies and answers of the API. Fields are listed one by one; a field that is not listed is refused."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.core.validators import RegexValidator
from rest_framework import serializers
from rest_framework.exceptions import ErrorDetail

from botbuilder.tenancy.models import Role
from flows.models.bot import SLUG_PATTERN


class Strict(serializers.Serializer[Any]):
    """Refuses unknown fields instead of ignoring them: a misspelt field is an error the caller can see."""

    def to_internal_value(self, data: Any) -> Any:
        writable = {name for name, field in self.fields.items() if not field.read_only}
        unknown = sorted(set(data) - writable) if isinstance(data, Mapping) else []
        strangers = {name: [ErrorDetail("This field is not known here.", "unknown")] for name in unknown}
        try:
            value = super().to_internal_value(data)
        except serializers.ValidationError as error:
            raise serializers.ValidationError({**error.detail, **strangers}) from error
        if strangers:
            raise serializers.ValidationError(strangers)
        return value


class Text(serializers.CharField):
    """Text exactly as sent: numbers and booleans are not turned into it."""

    def to_internal_value(self, data: Any) -> str:
        if not isinstance(data, str):
            self.fail("invalid")
        return super().to_internal_value(data)


class Pattern(Text):
    """Text that fits one regular expression."""

    def __init__(self, regex: str, **options: Any) -> None:
        super().__init__(**options)
        self.validators.append(RegexValidator(regex, message="This does not have the right form."))


class Flag(serializers.BooleanField):
    """A boolean; "yes" and 1 are none."""

    def to_internal_value(self, data: Any) -> bool:
        if not isinstance(data, bool):
            self.fail("invalid", input=data)
        return data


class NewBot(Strict):
    name = Text(max_length=200)
    slug = Pattern(SLUG_PATTERN, required=False)
    language = Pattern(r"^[A-Za-z]{2,8}(?:-[A-Za-z0-9]{1,8})*$", max_length=35, required=False)


class BotChange(Strict):
    name = Text(max_length=200, required=False)
    emblem = Text(max_length=2000, required=False, allow_blank=True)


class Credentials(Strict):
    email = Text(max_length=254)
    password = Text(max_length=1000, trim_whitespace=False)


class Publishing(Strict):
    note = Text(max_length=1000, required=False, allow_blank=True, default="")
    force = Flag(required=False, default=False)


class Utterance(Strict):
    text = Text(max_length=16_000, trim_whitespace=False)
    language = Text(max_length=35, required=False)


class NewToken(Strict):
    name = Text(max_length=120, required=False, allow_blank=True, default="")
    role = serializers.ChoiceField(Role.choices, required=False)


class NewMember(Strict):
    email = serializers.EmailField(max_length=254)
    role = serializers.ChoiceField(Role.choices, required=False, default=Role.EDITOR)


class MemberChange(Strict):
    role = serializers.ChoiceField(Role.choices)


class NewSecret(Strict):
    name = Pattern(r"^[A-Za-z_][A-Za-z0-9_]{0,63}$")
    value = Text(max_length=8192, trim_whitespace=False)


class SecretChange(Strict):
    value = Text(max_length=8192, trim_whitespace=False)


class NewTryout(Strict):
    language = Text(max_length=35, required=False)
    start = serializers.DictField(required=False, help_text='`{"flow", "node"?}`: begin there instead of at the start.')


class TryoutMessage(Strict):
    id = Text(max_length=100)
    text = Text(max_length=16_000, required=False, allow_blank=True, trim_whitespace=False)
    payload = serializers.DictField(required=False)

    def validate(self, attrs: dict[str, Any]) -> dict[str, Any]:
        if ("text" in attrs) == ("payload" in attrs):
            raise serializers.ValidationError("Send either text or payload.")
        return attrs


class Rewind(Strict):
    turn = serializers.IntegerField(min_value=0, max_value=2**31 - 1)
    version = serializers.IntegerField(min_value=1, max_value=2**31 - 1, required=False, allow_null=True)


class Replay(Strict):
    since = serializers.IntegerField(min_value=1, max_value=2**31 - 1, required=False)
    version = serializers.IntegerField(min_value=1, max_value=2**31 - 1, required=False, allow_null=True)
    recompute = serializers.BooleanField(required=False)


class TryoutVariables(Strict):
    variables = serializers.DictField()
