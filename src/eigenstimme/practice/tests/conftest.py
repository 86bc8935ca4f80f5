from __future__ import annotations

import io
from dataclasses import dataclass
from pathlib import Path

import httpx
import pytest
from django.test import Client
from PIL import Image
from pytest_django import Settings

from eigenstimme.people.models import Company
from eigenstimme.practice import actions
from eigenstimme.practice.models import PracticePost, Wall


@dataclass
class Wallpaper:
    """A wall with one post on it, and a program that may write there."""

    wall: Wall
    token: str
    post: PracticePost
    api: Client


@pytest.fixture
def kern(db: None, settings: Settings, tmp_path: Path) -> Wallpaper:
    settings.MEDIA_ROOT = tmp_path
    return make_wall("Malerbetrieb Kern")


def make_wall(name: str) -> Wallpaper:
    company = Company.objects.create(name=name, slug=name.split()[-1].lower())
    wall, token = actions.create_wall(company, name)
    post = actions.publish(wall, key="first", text="Unser neues Treppenhaus", uploads=[])
    return Wallpaper(wall, token, post, Client(headers={"authorization": f"Bearer {token}"}))


def jpeg(width: int = 40, height: int = 30) -> bytes:
    out = io.BytesIO()
    Image.new("RGB", (width, height), "teal").save(out, "JPEG")
    return out.getvalue()


def application(request: httpx.Request) -> httpx.Response:
    """The whole application's answer, without a socket."""
    path = request.url.raw_path.decode()
    kind = request.headers.get("content-type", "")
    headers = {"authorization": request.headers.get("authorization", "")}
    answer = Client().generic(request.method, path, request.read(), content_type=kind, headers=headers)
    return httpx.Response(answer.status_code, headers=dict(answer.items()), content=answer.content)
