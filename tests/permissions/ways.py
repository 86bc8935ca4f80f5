"""The ways to a right, each as one small callable that says whether it let somebody through.

An act went through if the company's history holds it afterwards; reading, if the reader met what stands there.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from eigenstimme.people.actor import Actor
from eigenstimme.people.rights import Denied
from tests.permissions.scene import MARK, Scene, Someone

Go = Callable[[Scene, Someone], bool]
Verb = Callable[..., Any]
Call = Callable[[Scene, Actor], object]
Prepare = Callable[[Scene], tuple[Sequence[object], dict[str, Any]]]


@dataclass(frozen=True)
class Path:
    """One way to use one right. ``verb`` is the action that is called directly, ``address`` the page that is asked."""

    right: str
    how: str
    go: Go
    verb: Verb | None = None
    address: str = ""

    def __str__(self) -> str:
        return f"{self.right} by {self.how}"


def act(right: str, verb: Verb, call: Call) -> Path:
    """The action itself, as the worker, the command line and every page call it."""

    def go(scene: Scene, someone: Someone) -> bool:
        before = scene.acts_on_record()
        try:
            call(scene, someone.actor)
        except Denied:
            return False
        return scene.acts_on_record() > before

    room = verb.__module__.split(".")[1]
    return Path(right, f"action {room}.{verb.__name__}", go, verb=verb)


def reaches(right: str, verb: Verb, call: Call) -> Path:
    """An action that goes on to ask a network: whatever happens there, it was let through."""

    def go(scene: Scene, someone: Someone) -> bool:
        try:
            with transaction.atomic():
                call(scene, someone.actor)
        except Denied:
            return False
        except Exception:
            return True
        return True

    room = verb.__module__.split(".")[1]
    return Path(right, f"action {room}.{verb.__name__}", go, verb=verb)


def post(right: str, name: str, prepare: Prepare) -> Path:
    """A form sent to an address; ``prepare`` makes the address's arguments and what is typed."""

    def go(scene: Scene, someone: Someone) -> bool:
        arguments, typed = prepare(scene)
        before = scene.acts_on_record()
        someone.browser().post(reverse(name, args=arguments), typed)
        return scene.acts_on_record() > before

    return Path(right, f"form {name}", go, address=name)


def get(right: str, name: str, prepare: Callable[[Scene], Sequence[object]]) -> Path:
    """A page that shows ``MARK``, or is there at all only for whoever may."""

    def go(scene: Scene, someone: Someone) -> bool:
        answer = someone.browser().get(reverse(name, args=prepare(scene)))
        return answer.status_code == 200 and MARK in answer.content.decode()

    return Path(right, f"page {name}", go, address=name)


def opens(right: str, name: str, prepare: Callable[[Scene], Sequence[object]]) -> Path:
    """A page of this company that is only there for whoever may."""

    def go(scene: Scene, someone: Someone) -> bool:
        answer = someone.browser().get(reverse(name, args=prepare(scene)))
        return answer.status_code == 200 and scene.cast.company.name in answer.content.decode()

    return Path(right, f"page {name}", go, address=name)


def other(right: str, how: str, go: Go, address: str = "") -> Path:
    return Path(right, how, go, address=address)


def nothing(_scene: Scene) -> list[object]:
    return []


def reads(model: Any, make: Callable[[Scene], Any]) -> Go:
    return lambda scene, someone: model.objects.visible_to(someone.actor).filter(pk=make(scene).pk).exists()


def listed(name: str, make: Callable[[Scene], object]) -> Go:
    def go(scene: Scene, someone: Someone) -> bool:
        make(scene)
        answer = someone.browser().get(reverse(name))
        return answer.status_code == 200 and MARK in answer.content.decode()

    return go


def in_days(days: int) -> str:
    """What a browser sends for a time so many days ahead."""
    return (timezone.localtime() + timedelta(days=days)).strftime("%Y-%m-%dT%H:%M")
