"""Learning from use: what visitors said and the bot did not take, or not surely."""

from __future__ import annotations

from typing import Any

from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from botbuilder.tenancy.models import Role
from flows.models import UnsureUtterance
from flows.services.accept_unsure import accept_unsure
from flows.services.decide_unsure import erase_unsure, ignore_unsure, restore_unsure
from flows.services.group_unsure import Meanings, group_unsure, learning_settings, present_group, unsure_rows

from . import answers_learning
from .draft import TAB, tab_of
from .paging import page_of_list
from .serializers import Flag, Strict, Text
from .view import BotView

GROUPS = 25  # on a page: the models are asked about each


class Chosen(Strict):
    ids = serializers.ListField(
        child=serializers.IntegerField(min_value=1, max_value=2**53), min_length=1, max_length=500
    )


class Acceptance(Chosen):
    intent = Text(max_length=200, required=False)
    answer = Text(max_length=200, required=False)
    new = Flag(required=False, default=False)
    texts = serializers.DictField(child=Text(max_length=2000), required=False)
    base = serializers.IntegerField(min_value=0, max_value=2**53, required=False)

    def validate(self, attrs: dict[str, Any]) -> dict[str, Any]:
        if ("intent" in attrs) == ("answer" in attrs):
            raise serializers.ValidationError("Send either intent or answer.")
        return attrs


class LearningView(BotView):
    roles = {"GET": Role.AGENT, "DELETE": Role.ADMIN}

    @extend_schema(
        parameters=[
            OpenApiParameter("language", str),
            OpenApiParameter("state", str, enum=UnsureUtterance.State.values),
        ],
        responses=answers_learning.UnsurePage,
    )
    def get(self, request: Request, slug: str) -> Response:
        """Groups of what means about the same, the largest first, each with what it might mean."""
        state = request.query_params.get("state", UnsureUtterance.State.WAITING)
        if state not in UnsureUtterance.State.values:
            raise serializers.ValidationError({"state": ["There is no such state."]})
        groups = group_unsure(self.bot, state=state, language=request.query_params.get("language"))
        meanings = Meanings(self.bot)
        response = page_of_list(self, groups, lambda rows: present_group(rows, meanings), most=GROUPS)
        waiting = unsure_rows(self.bot).filter(state=UnsureUtterance.State.WAITING).count()
        response.data |= {"waiting": waiting, "settings": learning_settings(self.bot)}
        return response

    @extend_schema(responses={204: None})
    def delete(self, request: Request, slug: str) -> Response:
        """Erase all that is kept of this bot's visitors to learn from."""
        erase_unsure(self.bot, by=self.actor)
        return Response(status=204)


class AcceptView(BotView):
    roles = {"POST": Role.EDITOR}

    @extend_schema(request=Acceptance, responses=answers_learning.AcceptedUnsure, parameters=[TAB])
    def post(self, request: Request, slug: str) -> Response:
        """Make examples of an intent, or questions of an answer, of utterances. `texts` are edited ones by id.

        The draft changes by operations, as by hand: `undo` takes them back, 409 where somebody else was there first.
        """
        done = accept_unsure(self.bot, **self.read(Acceptance), by=self.actor, tab=tab_of(request))
        return Response(done.to_json())


class IgnoreView(BotView):
    roles = {"POST": Role.EDITOR}

    @extend_schema(request=Chosen, responses=answers_learning.IgnoredUnsure)
    def post(self, request: Request, slug: str) -> Response:
        """Put utterances aside that teach nothing."""
        return Response({"ignored": ignore_unsure(self.bot, self.read(Chosen)["ids"], by=self.actor)})


class RestoreView(BotView):
    roles = {"POST": Role.EDITOR}

    @extend_schema(request=Chosen, responses=answers_learning.RestoredUnsure)
    def post(self, request: Request, slug: str) -> Response:
        """Let utterances wait for a decision again. The draft stays as it is."""
        return Response({"restored": restore_unsure(self.bot, self.read(Chosen)["ids"])})
