from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class MandatesConfig(AppConfig):
    name = "eigenstimme.mandates"

    def ready(self) -> None:
        from eigenstimme.audit import sentences
        from eigenstimme.core import frame, ticks
        from eigenstimme.mandates import deadlines, history, receivers, rules
        from eigenstimme.people import notices, rights

        rights.install(rules.decide, rules.reach)
        sentences.register(history.SENTENCES, history.ICONS, places=history.PLACES)
        notices.register(history.NOTICES)
        ticks.register(deadlines.tick)
        receivers.connect()
        frame.register(
            frame.Entry("mandates:mandates", _("Mandates"), "handshake", order=210),
            frame.Entry("mandates:mine", _("What may I do here?"), "circle-help", order=220),
        )
        frame.register_tabs("mandates", frame.Tab("mandates:mandates", _("Mandates"), order=10))
