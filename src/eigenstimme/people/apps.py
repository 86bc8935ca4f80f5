from django.apps import AppConfig
from django.utils.module_loading import autodiscover_modules
from django.utils.translation import gettext_lazy as _


class PeopleConfig(AppConfig):
    name = "eigenstimme.people"

    def ready(self) -> None:
        from eigenstimme.core import frame

        autodiscover_modules("responsibilities")
        frame.register(frame.Entry("people:people", _("People"), "users", order=200))
