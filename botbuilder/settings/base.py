"""What the embedded and the production mode share. Environment variables are read through `env` only."""

import sys
from pathlib import Path
from types import ModuleType

from . import env

ROOT = env.ROOT
DATA = env.data_folder()
DATA.mkdir(parents=True, exist_ok=True)

SECRET_KEY = env.secret_key(DATA)
DEBUG = False
ALLOWED_HOSTS = env.words("ALLOWED_HOSTS", ("127.0.0.1", "localhost", "[::1]"))
CSRF_TRUSTED_ORIGINS = env.words("CSRF_TRUSTED_ORIGINS")

if not env.text("DATABASE_URL"):
    # unfold and REST framework have fields of PostgreSQL where they can be imported; with psycopg they take 9 MB.
    absent: dict[str, ModuleType | None] = sys.modules  # type: ignore[assignment]
    absent.setdefault("django.contrib.postgres", None)

INSTALLED_APPS = [
    "unfold",
    "django.contrib.admin",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "rest_framework",
    "django_filters",
    "drf_spectacular",
    "channels",
    "botbuilder",
    "botbuilder.tenancy",
    "botbuilder.jobs",
    "nlu",
    "flows",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "botbuilder.static_files.StaticFilesMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
]

ROOT_URLCONF = "botbuilder.urls"
ASGI_APPLICATION = "botbuilder.asgi.application"
APPEND_SLASH = False

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
            ]
        },
    }
]

AUTH_USER_MODEL = "tenancy.Account"
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 10}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
LOGIN_URL = "/sign-in/"
LOGIN_REDIRECT_URL = "/studio/"

SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_AGE = 60 * 60 * 24 * 14  # seconds
CSRF_COOKIE_SAMESITE = "Lax"
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"

LANGUAGE_CODE = "en"
LANGUAGES = [("en", "English"), ("fr", "Français")]
USE_TZ = True
TIME_ZONE = "UTC"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

MEDIA_ROOT = DATA / "files"  # pictures of bots, and sources that wait for their import
STATIC_URL = "/static/"
STATIC_ROOT = DATA / "static"
STATIC_ROOT.mkdir(exist_ok=True)
FRONTEND_DIST: Path = ROOT / "frontend" / "dist"
STATICFILES_DIRS = [(name, FRONTEND_DIST / name) for name in ("editor", "webchat") if (FRONTEND_DIST / name).is_dir()]
WHITENOISE_USE_FINDERS = True
# Names with a hash in them: the content behind such a name never changes.
WHITENOISE_IMMUTABLE_FILE_TEST = r"^/static/(?:editor/assets/|webchat/(?:fonts/|labels-))"

REST_FRAMEWORK = {
    "DEFAULT_AUTHENTICATION_CLASSES": [
        "flows.api.authentication.TokenAuthentication",
        "rest_framework.authentication.SessionAuthentication",
    ],
    "DEFAULT_PERMISSION_CLASSES": ["flows.api.permissions.Denied"],
    "DEFAULT_PARSER_CLASSES": ["flows.api.parsers.StrictJSONParser"],
    "DEFAULT_RENDERER_CLASSES": ["flows.api.renderers.OrjsonRenderer"],
    "DEFAULT_SCHEMA_CLASS": "drf_spectacular.openapi.AutoSchema",
    "EXCEPTION_HANDLER": "flows.api.errors.problem_response",
    "UNAUTHENTICATED_USER": "django.contrib.auth.models.AnonymousUser",
}
SPECTACULAR_SETTINGS = {
    "TITLE": "BotBuilder",
    "DESCRIPTION": "Build, train, publish and talk to bots.",
    "VERSION": "1",
    "SERVE_INCLUDE_SCHEMA": False,
    "SCHEMA_PATH_PREFIX": "/api/v1/",
    "COMPONENT_SPLIT_REQUEST": True,
    "ENUM_NAME_OVERRIDES": {
        "EvaluationKindEnum": "flows.models.evaluation.Evaluation.Kind",
        "AskedEvaluationKindEnum": ["cross-validation", "tests", "rows"],
        "LabelKindEnum": ["intent", "answer", "none"],
        "MeaningKindEnum": ["intent", "answer"],
        "TrainingKindEnum": ["trained", "restored"],
    },
    "POSTPROCESSING_HOOKS": [
        "drf_spectacular.hooks.postprocess_schema_enums",
        "flows.api.chat_openapi.add_chat",
    ],
}
DATA_UPLOAD_MAX_MEMORY_SIZE = 25 * 1024 * 1024  # bytes; importers set their own lower limits
FILE_UPLOAD_MAX_MEMORY_SIZE = 5 * 1024 * 1024  # bytes

UNFOLD = {
    "SITE_TITLE": "BotBuilder",
    "SITE_HEADER": "BotBuilder",
    "SITE_SUBHEADER": "For the operator",
    "SITE_URL": "/studio/",
}

CELERY_TASK_DEFAULT_QUEUE = "work"
CELERY_TASK_ROUTES = {"nlu.*": {"queue": "train"}}
CELERY_TASK_ACKS_LATE = True
CELERY_WORKER_PREFETCH_MULTIPLIER = 1
CELERY_TASK_IGNORE_RESULT = True
CELERY_TASK_SERIALIZER = "json"
CELERY_ACCEPT_CONTENT = ["json"]
CELERY_WORKER_HIJACK_ROOT_LOGGER = False
CELERY_BROKER_CONNECTION_RETRY_ON_STARTUP = True

RATE_LIMITS = env.flag("BOTBUILDER_RATE_LIMITS", default=True)
REDIS_URL = env.text("REDIS_URL")
INTERNAL_HOSTS = env.words("BOTBUILDER_INTERNAL_HOSTS")  # hosts that steps may call although they are not public
WARM_TRAINER = env.flag("BOTBUILDER_WARM_TRAINER", default=True)
TRAINER_IDLE = env.number("BOTBUILDER_TRAINER_IDLE", 5) * 60.0  # seconds after which it leaves until needed; 0: never
MODEL_MEMORY = env.number("BOTBUILDER_MODEL_MEMORY", 100) * 2**20  # bytes for loaded models in each process, about
KEPT_TRAININGS = max(1, env.number("BOTBUILDER_KEPT_TRAININGS", 5))  # per bot; their models stay, to go back to
ENCODER = env.encoder_folder()  # of the sentence encoder; None: bots do without. It need not be there
ENCODER_CACHE = DATA / "encoders"  # of the vectors of training texts
CODE_STEPS = env.flag("BOTBUILDER_CODE_STEPS", default=False)
SMTP_URL = env.text("BOTBUILDER_SMTP_URL")  # the server through which e-mail steps send; empty: they do not
SMTP_FROM = env.text("BOTBUILDER_SMTP_FROM")
PORT = env.number("PORT", 8000)
PUBLIC_URL = env.text("BOTBUILDER_URL")  # where people reach this installation; empty: this machine and PORT

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "%(asctime)s %(levelname)s %(name)s %(message)s"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["console"], "level": env.text("BOTBUILDER_LOG_LEVEL", "WARNING")},
}
