"""Signals about the end of jobs. Receivers get `job`, in the process that worked on it.

`job_succeeding` comes before a job is stored as done, with `result` and `lease`: what it leads to happens first, so
that a worker killed in between only does it again; a receiver must bear that. It may raise as the work itself may.
`job_ended` comes when a job has ended, whatever the way.
"""

from django.dispatch import Signal

job_succeeding = Signal()
job_ended = Signal()
