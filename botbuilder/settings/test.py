"""Settings of the test suite: those of the mode that the environment asks for, with cheap passwords.

Data folders of tests are their own; the developer's `var/` is never touched.
"""

from . import env

env.prepare_tests()

if env.text("DATABASE_URL"):
    from .production import *  # noqa: F403
else:
    from .embedded import *  # noqa: F403

if not env.text("DATABASE_URL"):
    # A file: the turn store, readers and workers of a test have connections of their own.
    DATABASES["default"]["TEST"] = {"NAME": DATA / "test.sqlite3"}  # noqa: F405

PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
ALLOWED_HOSTS = ["*"]
