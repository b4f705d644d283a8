from django.apps import AppConfig


class JobsConfig(AppConfig):
    name = "botbuilder.jobs"
    label = "jobs"
