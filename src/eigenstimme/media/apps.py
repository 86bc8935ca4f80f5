from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class MediaConfig(AppConfig):
    name = "eigenstimme.media"

    def ready(self) -> None:
        from eigenstimme.audit import sentences
        from eigenstimme.core import frame, ticks
        from eigenstimme.media import deadlines, history
        from eigenstimme.people import notices

        sentences.register(history.SENTENCES, history.ICONS, calm=history.CALM, needed=history.NEEDED)
        notices.register(history.NOTICES)
        ticks.register(deadlines.tick)
        frame.register(frame.Entry("media:library", _("Pictures & videos"), "image", order=105))
