"""Settings, all from the environment; every default serves ``eigenstimme run`` on one machine."""

from __future__ import annotations

import os
from pathlib import Path
from urllib.parse import unquote, urlsplit

from csp.constants import NONE, SELF

from eigenstimme.core.secrets import load_or_create_keys

PACKAGE = Path(__file__).resolve().parent
DATA = Path(os.environ.get("EIGENSTIMME_DATA", "data")).resolve()
DEBUG = os.environ.get("EIGENSTIMME_DEBUG") == "1"

PORT = int(os.environ.get("EIGENSTIMME_PORT", "8000"))
PUBLIC_URL = os.environ.get("EIGENSTIMME_URL", f"http://localhost:{PORT}").rstrip("/")
_public = urlsplit(PUBLIC_URL)
_https = _public.scheme == "https"
ALLOWED_HOSTS = [_public.hostname or "localhost", "localhost", "127.0.0.1", "[::1]"]
CSRF_TRUSTED_ORIGINS = [PUBLIC_URL]

# The first key writes, all read. They live outside the database and outside its dump.
_keys = load_or_create_keys(DATA / "secrets")
SECRET_KEY = _keys.signing
FIELD_KEYS = _keys.fields

# Hosts of the company's own network that outgoing requests may reach although their address is private.
PRIVATE_HOSTS = frozenset(filter(None, os.environ.get("EIGENSTIMME_PRIVATE_HOSTS", "").split(",")))

INSTALLED_APPS = [
    "eigenstimme.core",
    "eigenstimme.people",
    "eigenstimme.audit",
    "eigenstimme.strategy",
    "eigenstimme.channels",
    "eigenstimme.mandates",
    "eigenstimme.media",
    "eigenstimme.plan",
    "eigenstimme.publishing",
    "eigenstimme.calendar",
    "eigenstimme.orders",
    "eigenstimme.contracts",
    "eigenstimme.onboarding",
    "eigenstimme.exchange",
    "eigenstimme.inbox",
    "eigenstimme.practice",
    "eigenstimme.reports",
    "eigenstimme.advisor",
    "eigenstimme.skills",
    "eigenstimme.handover",
    "eigenstimme.ui",
    "eigenstimme.today",
    "eigenstimme.demo",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.usersessions",
    "csp",
    "django_htmx",
    "procrastinate.contrib.django",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.humanize",
    "django.contrib.messages",
    "django.contrib.postgres",
    "django.contrib.sessions",
    "django.contrib.staticfiles",
    "django.forms",
]
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "eigenstimme.people.middleware.ActorMiddleware",
]

ROOT_URLCONF = "eigenstimme.urls"
ASGI_APPLICATION = "eigenstimme.asgi.application"
WSGI_APPLICATION = None

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [PACKAGE / "connectors"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.template.context_processors.i18n",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "eigenstimme.ui.context.frame",
            ],
        },
    }
]
FORM_RENDERER = "eigenstimme.ui.form_fields.Renderer"


def _database(url: str) -> dict[str, object]:
    """``DATABASE_URL`` (postgresql://user:password@host:port/name), else the socket of our own server."""
    common = {
        "ENGINE": "django.db.backends.postgresql",
        "CONN_MAX_AGE": 0,
        "CONN_HEALTH_CHECKS": True,
        "DISABLE_SERVER_SIDE_CURSORS": True,  # every list of choices in a form would take three round trips
        "OPTIONS": {"pool": {"min_size": 1, "max_size": 12, "timeout": 10}},
    }
    parts = urlsplit(url)
    return {
        **common,
        "NAME": parts.path.lstrip("/") or "eigenstimme",
        "USER": unquote(parts.username or "eigenstimme"),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": parts.hostname or os.environ.get("EIGENSTIMME_SOCKET", ""),
        "PORT": str(parts.port or ""),
    }


DATABASES = {"default": _database(os.environ.get("DATABASE_URL", ""))}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

CACHES = {"default": {"BACKEND": "django.core.cache.backends.db.DatabaseCache", "LOCATION": "cache"}}

AUTH_USER_MODEL = "people.Person"
AUTHENTICATION_BACKENDS = ["eigenstimme.people.backend.Backend"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 10}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "/"
LOGOUT_REDIRECT_URL = "/"
ACCOUNT_ADAPTER = "eigenstimme.people.accounts.AccountAdapter"
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_EMAIL_VERIFICATION = "none"  # an invitation by mail is the proof; nobody can sign up without one
ACCOUNT_EMAIL_NOTIFICATIONS = True
ACCOUNT_LOGOUT_ON_GET = False
ACCOUNT_RATE_LIMITS = {
    "login_failed": "10/5m/ip,30/5m/key",
    "calendar_feed": "120/5m/ip",
}
ALLAUTH_TRUSTED_PROXY_COUNT = (
    1 if _https else 0
)  # TLS ends at a proxy: without this all visitors were one address
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = not _https
MFA_TOTP_ISSUER = "Eigenstimme"
MFA_TOTP_TOLERANCE = 1  # one code before and after: clocks of phones go a little wrong (RFC 6238, 5.2)
MFA_ALLOW_UNVERIFIED_EMAIL = True  # the invitation was the proof; allauth knows nothing of it
MFA_ADAPTER = "eigenstimme.people.second_factors.SecondFactors"
MFA_FORMS = {
    "add_webauthn": "eigenstimme.people.second_factors.PasskeyForm",
    "login_webauthn": "eigenstimme.people.second_factors.PasskeyLogin",
    "authenticate_webauthn": "eigenstimme.people.second_factors.PasskeyStep",
    "reauthenticate_webauthn": "eigenstimme.people.second_factors.PasskeyAgain",
}

SESSION_COOKIE_SECURE = _https
CSRF_COOKIE_SECURE = _https
SESSION_COOKIE_AGE = 60 * 60 * 24 * 14
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if _https else None
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [SELF],
        "object-src": [NONE],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
        "form-action": [SELF],
    }
}

LANGUAGE_CODE = "de"
LANGUAGES = [("de", "Deutsch"), ("en", "English")]
LOCALE_PATHS = [PACKAGE / "connectors" / "locale"]  # rooms bring their own; the connectors are none
FORMAT_MODULE_PATH = "eigenstimme.core.formats"
USE_I18N = True
USE_TZ = True
TIME_ZONE = "Europe/Berlin"

STATIC_URL = "static/"
STATICFILES_DIRS = [PACKAGE / "static"] if (PACKAGE / "static").exists() else []
STATIC_ROOT = DATA / "static"
_hashed = (
    os.environ.get("EIGENSTIMME_HASHED_STATIC") == "1"
)  # set by the command line, which collects them first
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {
        "BACKEND": f"django.contrib.staticfiles.storage.{'Manifest' if _hashed else ''}StaticFilesStorage"
    },
}
MEDIA_ROOT = DATA / "media"
DATA_UPLOAD_MAX_MEMORY_SIZE = 5 * 1024 * 1024  # text fields; files are limited by media.actions
FILE_UPLOAD_MAX_MEMORY_SIZE = 1024 * 1024

_mail = urlsplit(os.environ.get("EIGENSTIMME_MAIL_URL", ""))
if _mail.hostname:
    EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    EMAIL_HOST, EMAIL_PORT = _mail.hostname, _mail.port or 25
    EMAIL_HOST_USER, EMAIL_HOST_PASSWORD = unquote(_mail.username or ""), unquote(_mail.password or "")
    EMAIL_USE_TLS = _mail.scheme == "smtp+tls"
    EMAIL_USE_SSL = _mail.scheme == "smtps"
else:
    EMAIL_BACKEND = "django.core.mail.backends.filebased.EmailBackend"
    EMAIL_FILE_PATH = DATA / "mail"
DEFAULT_FROM_EMAIL = os.environ.get("EIGENSTIMME_MAIL_FROM", f"Eigenstimme <eigenstimme@{_public.hostname}>")
EMAIL_TIMEOUT = 20

# Seconds after which a call to a network is surely over, one way or the other: connecting (10), sending and waiting
# (30 each) and reading a slow answer (60), with a margin. Then a worker that gave no sign is believed dead, and a
# post that the network does not show is believed not to be there.
ATTEMPT_LEASE = int(os.environ.get("EIGENSTIMME_ATTEMPT_LEASE", "180"))

PROCRASTINATE_WORKER_DEFAULTS = {"update_heartbeat_interval": 5, "stalled_worker_timeout": 20}

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "%(asctime)s %(levelname)s %(name)s: %(message)s"}},
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "line"}},
    # A refusal is an answer, not a fault: without this each one would stand in the log with its whole traceback.
    # The addresses of some networks hold a token: requests are never logged, whatever the level.
    "loggers": {name: {"level": "ERROR"} for name in ("django.request", "httpx", "httpcore")},
    "root": {"handlers": ["stderr"], "level": os.environ.get("EIGENSTIMME_LOG", "WARNING")},
}
