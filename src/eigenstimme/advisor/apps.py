from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class AdvisorConfig(AppConfig):
    name = "eigenstimme.advisor"

    def ready(self) -> None:
        from eigenstimme.advisor import history, navigation, occasions
        from eigenstimme.audit import sentences
        from eigenstimme.core import frame
        from eigenstimme.people import notices

        sentences.register(history.SENTENCES, history.ICONS, places=history.PLACES)
        notices.register(history.NOTICES)
        occasions.register()
        frame.register_tabs(
            "mandates",
            frame.Tab(
                "advisor:catalogue", _("What can be handed over?"), order=30, shown=navigation.may_weigh
            ),
        )
