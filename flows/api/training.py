from __future__ import annotations

from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from botbuilder.tenancy.models import Role
from flows.services.list_trainings import find_training, list_trainings, show_training
from flows.services.parse_text import parse_text
from flows.services.restore_training import restore_training
from flows.services.train_bot import start_training

from . import answers
from .paging import page
from .serializers import Utterance
from .view import BotView


class TrainView(BotView):
    roles = {"POST": Role.EDITOR}

    @extend_schema(request=None, responses={202: answers.Job})
    def post(self, request: Request, slug: str) -> Response:
        """Train the models of the draft. The job tells how far it is, here and on the editor socket."""
        job = start_training(self.bot, by=self.actor)
        return Response(job.to_json(), status=202, headers={"Location": f"/api/v1/jobs/{job.pk}/"})


class TrainingsView(BotView):
    roles = {"GET": Role.VIEWER}

    @extend_schema(responses=answers.TrainingPage)
    def get(self, request: Request, slug: str) -> Response:
        """The training history, newest first: what was trained, what failed, and what served from then on."""
        return page(self, list_trainings(self.bot), ("-number",), lambda row: show_training(self.bot, row))


class OneTrainingView(BotView):
    roles = {"GET": Role.VIEWER}

    @extend_schema(responses=answers.Training)
    def get(self, request: Request, slug: str, number: int) -> Response:
        return Response(show_training(self.bot, find_training(self.bot, number)))


class RestoreTrainingView(BotView):
    roles = {"POST": Role.EDITOR}

    @extend_schema(request=None, responses={201: answers.Training})
    def post(self, request: Request, slug: str, number: int) -> Response:
        """Let the models of an earlier training serve the draft again, until the next training."""
        restored = restore_training(self.bot, number, by=self.actor)
        return Response(show_training(self.bot, restored), status=201)


class ParseView(BotView):
    roles = {"POST": Role.VIEWER}

    @extend_schema(request=Utterance, responses=answers.Understanding)
    def post(self, request: Request, slug: str) -> Response:
        """What the bot makes of one utterance, by the models of the draft, else by those of the live version."""
        return Response(parse_text(self.bot, **self.read(Utterance)))
