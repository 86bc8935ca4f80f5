"""Credentials at rest: a JSON field that only holders of the installation's keys can read."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from cryptography.fernet import Fernet, MultiFernet
from django.conf import settings
from django.db import models
from django.db.backends.base.base import BaseDatabaseWrapper

if TYPE_CHECKING:
    _Field = models.Field[Any, Any]
else:
    _Field = models.Field


def box() -> MultiFernet:
    """The first key writes, all read (``settings.FIELD_KEYS``)."""
    return MultiFernet([Fernet(key) for key in settings.FIELD_KEYS])


class SealedJSONField(_Field):
    """JSON, sealed with Fernet (AES-128-CBC and HMAC-SHA256). It cannot be searched, only tested for NULL."""

    empty_strings_allowed = False

    def get_internal_type(self) -> str:
        return "TextField"

    def get_prep_value(self, value: Any) -> str | None:
        return None if value is None else box().encrypt(json.dumps(value).encode()).decode()

    def from_db_value(self, value: str | None, _expression: object, _connection: BaseDatabaseWrapper) -> Any:
        return None if value is None else json.loads(box().decrypt(value.encode()))

    def get_lookup(self, lookup_name: str) -> Any:
        return super().get_lookup(lookup_name) if lookup_name == "isnull" else None
