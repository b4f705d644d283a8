"""The signal that a job has ended, whatever the way: receivers get `job`, in the process that ended it."""

from django.dispatch import Signal

job_ended = Signal()
