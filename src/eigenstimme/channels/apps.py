from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ChannelsConfig(AppConfig):
    name = "eigenstimme.channels"

    def ready(self) -> None:
        from eigenstimme.audit import sentences
        from eigenstimme.channels import checking, history
        from eigenstimme.core import frame, ticks
        from eigenstimme.people import notices

        sentences.register(history.SENTENCES, history.ICONS)
        notices.register(history.NOTICES)
        ticks.register(checking.tick)
        frame.register(frame.Entry("channels:channels", _("Channels"), "radio-tower", order=120))
