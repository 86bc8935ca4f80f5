from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class TodayConfig(AppConfig):
    name = "eigenstimme.today"

    def ready(self) -> None:
        from eigenstimme.core import frame

        frame.register(frame.Entry("today:today", _("Today"), "sun", order=10, phone=True))
