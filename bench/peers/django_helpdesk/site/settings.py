"""django-helpdesk as its documentation sets it up, on PostgreSQL, sending nothing."""
import os

FOLDER = os.environ["HELPDESK_FOLDER"]
SECRET_KEY = "measured on a loopback address only"
DEBUG = False
ALLOWED_HOSTS = ["127.0.0.1"]
USE_TZ, TIME_ZONE, LANGUAGE_CODE = True, "UTC", "en-us"
INSTALLED_APPS = [
    *(f"django.contrib.{name}" for name in ("admin", "auth", "contenttypes", "sessions", "messages", "staticfiles", "sites", "humanize")),
    "rest_framework",
    "helpdesk",
]
SITE_ID = 1
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
]
ROOT_URLCONF = "urls"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.debug",
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
            ]
        },
    }
]
DATABASES = {
    "default": {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": "helpdesk",
        "USER": "postgres",
        "HOST": "127.0.0.1",
        "PORT": os.environ["HELPDESK_POSTGRES"],
        "CONN_MAX_AGE": 600,
    }
}
STATIC_URL, STATIC_ROOT = "/static/", f"{FOLDER}/static"
MEDIA_URL, MEDIA_ROOT = "/media/", f"{FOLDER}/media"
EMAIL_BACKEND = "django.core.mail.backends.dummy.EmailBackend"
LOGIN_URL, LOGIN_REDIRECT_URL = "/login/", "/"
DEFAULT_AUTO_FIELD = "django.db.models.AutoField"
HELPDESK_TEAMS_MODE_ENABLED = False
HELPDESK_KB_ENABLED = True
HELPDESK_ALWAYS_SAVE_INCOMING_EMAIL_MESSAGE = False
