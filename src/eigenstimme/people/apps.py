from django.apps import AppConfig
from django.utils.module_loading import autodiscover_modules
from django.utils.translation import gettext_lazy as _


class PeopleConfig(AppConfig):
    name = "eigenstimme.people"

    def ready(self) -> None:
        from eigenstimme.core import frame, sealed
        from eigenstimme.people import second_factors

        autodiscover_modules("responsibilities")
        sealed.also_seal_anew(second_factors.seal_anew)
        frame.register(frame.Entry("people:people", _("People"), "users", order=200))
