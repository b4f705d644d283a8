"""What the configured database raises. psycopg is imported for PostgreSQL only: it takes 9 MB."""

from __future__ import annotations

import sqlite3

from django.db import connections

Errors = tuple[type[Exception], ...]

storage_errors: Errors = (sqlite3.OperationalError,)  # a database that is gone, a full disk
data_errors: Errors = (sqlite3.DatabaseError,)  # faults of the rows themselves
conflicts: Errors = (sqlite3.IntegrityError,)  # two rows of the same name
contention: Errors = ()  # somebody else had the row; trying again is all there is to do

if connections["default"].vendor == "postgresql":
    import psycopg

    storage_errors += (psycopg.OperationalError, psycopg.InterfaceError)
    data_errors += (psycopg.DatabaseError,)
    conflicts += (psycopg.IntegrityError,)
    contention = (
        psycopg.errors.LockNotAvailable,
        psycopg.errors.DeadlockDetected,
        psycopg.errors.SerializationFailure,
        psycopg.errors.QueryCanceled,
    )
