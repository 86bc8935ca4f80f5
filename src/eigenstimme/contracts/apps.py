from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ContractsConfig(AppConfig):
    name = "eigenstimme.contracts"

    def ready(self) -> None:
        from eigenstimme.audit import sentences
        from eigenstimme.contracts import budgets, history, queries, reminders
        from eigenstimme.core import frame, ticks
        from eigenstimme.orders import placing
        from eigenstimme.people import notices

        sentences.register(history.SENTENCES, history.ICONS, places=history.PLACES)
        notices.register(history.NOTICES)
        ticks.register(reminders.tick)
        placing.register(budgets.warnings_on)
        frame.register_tabs(
            "mandates",
            frame.Tab("contracts:contracts", _("Contracts"), order=50, shown=queries.has_a_part_in_contracts),
        )
