"""Shapes of what an import may hold, for the OpenAPI document."""

from __future__ import annotations

from rest_framework import serializers

from .answers import Shape


class SheetColumn(Shape):
    name = serializers.CharField()
    required = serializers.BooleanField()


class SheetKind(Shape):
    kind = serializers.CharField()
    columns = SheetColumn(many=True)
    per_language = serializers.BooleanField()


class SheetGuess(Shape):
    columns = serializers.DictField(child=serializers.IntegerField())
    languages = serializers.DictField(child=serializers.IntegerField())


class Sheet(Shape):
    name = serializers.CharField()
    kind = serializers.CharField(allow_null=True)
    rows = serializers.ListField(child=serializers.ListField(child=serializers.CharField(allow_blank=True)))
    count = serializers.IntegerField()
    more_columns = serializers.IntegerField()
    guesses = serializers.DictField(child=SheetGuess())


class ImportPreview(Shape):
    sheets = Sheet(many=True)
    more = serializers.IntegerField()
    kinds = SheetKind(many=True)
    items = serializers.ListField(child=serializers.DictField())
