from django.apps import AppConfig


class UiConfig(AppConfig):
    name = "eigenstimme.ui"
