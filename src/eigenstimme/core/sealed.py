"""Credentials at rest: only holders of the installation's keys can read them.

A JSON field for our own tables; ``seal`` and ``unseal`` for what a library keeps in its own.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from django.apps import apps
from django.conf import settings
from django.db import models, transaction
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models.functions import Cast
from django.db.models.query_utils import DeferredAttribute

if TYPE_CHECKING:
    _Field = models.Field[Any, Any]
else:
    _Field = models.Field


def box() -> MultiFernet:
    """The first key writes, all read (``settings.FIELD_KEYS``)."""
    return MultiFernet([Fernet(key) for key in settings.FIELD_KEYS])


def seal(text: str) -> str:
    return box().encrypt(text.encode()).decode()


def unseal(sealed: str) -> str:
    """Raises ``InvalidToken`` for what none of the keys has sealed."""
    return box().decrypt(sealed.encode()).decode()


def is_old(sealed: str) -> bool:
    """Whether it lies under another key than the one that writes now."""
    try:
        Fernet(next(iter(settings.FIELD_KEYS))).decrypt(sealed.encode())
    except InvalidToken:
        return True
    return False


@dataclass(frozen=True)
class _Sealed:
    """A value as the database has it."""

    text: str = field(repr=False)

    def opened(self) -> Any:
        return json.loads(unseal(self.text))


class _OpenedOnUse(DeferredAttribute):
    """Rows are fetched far more often than their credentials are used, and opening costs more than fetching."""

    def __get__(self, instance: models.Model | None, owner: type[models.Model] | None = None) -> Any:
        value = super().__get__(instance, owner)
        if instance is not None and isinstance(value, _Sealed):
            value = instance.__dict__[self.field.attname] = value.opened()
        return value

    def __set__(self, instance: models.Model, value: Any) -> None:
        instance.__dict__[self.field.attname] = value


class SealedJSONField(_Field):
    """JSON, sealed with Fernet (AES-128-CBC and HMAC-SHA256). It cannot be searched, only tested for NULL."""

    descriptor_class = _OpenedOnUse
    empty_strings_allowed = False

    def get_internal_type(self) -> str:
        return "TextField"

    def get_prep_value(self, value: Any) -> str | None:
        return None if value is None else seal(json.dumps(value))

    def from_db_value(self, value: str | None, _expression: object, _connection: BaseDatabaseWrapper) -> Any:
        return None if value is None else _Sealed(value)

    def get_lookup(self, lookup_name: str) -> Any:
        return super().get_lookup(lookup_name) if lookup_name == "isnull" else None


_elsewhere: list[Callable[[], int]] = []


def also_seal_anew(what: Callable[[], int]) -> None:
    """Rooms that seal something outside of the field hand in how it is sealed anew; it returns how many it were."""
    _elsewhere.append(what)


def seal_anew() -> int:
    """Seal with the first key whatever lies under another one; returns how many values that were."""
    found = [(model, field) for model in apps.get_models() for field in model._meta.local_concrete_fields]
    ours = sum(_column_anew(model, field) for model, field in found if isinstance(field, SealedJSONField))
    return ours + sum(anew() for anew in _elsewhere)


@transaction.atomic
def _column_anew(model: type[models.Model], field: SealedJSONField) -> int:
    """The rows stay locked, so that nobody writes between reading and sealing."""
    rows = model._base_manager.filter(**{f"{field.name}__isnull": False}).select_for_update()
    as_stored = rows.annotate(as_stored=Cast(field.name, models.TextField())).values_list("pk", "as_stored")
    old = [(pk, sealed) for pk, sealed in as_stored if is_old(sealed)]
    for pk, sealed in old:
        model._base_manager.filter(pk=pk).update(**{field.name: json.loads(unseal(sealed))})
    return len(old)
