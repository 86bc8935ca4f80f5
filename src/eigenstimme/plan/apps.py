from django.apps import AppConfig


class PlanConfig(AppConfig):
    name = "eigenstimme.plan"

    def ready(self) -> None:
        from eigenstimme.audit import sentences
        from eigenstimme.channels import tending
        from eigenstimme.core import ticks
        from eigenstimme.media import uses
        from eigenstimme.people import notices
        from eigenstimme.plan import deadlines, history, navigation, queries, receivers
        from eigenstimme.plan.uses import in_ideas, in_pieces

        sentences.register(history.SENTENCES, history.ICONS, calm=history.CALM, needed=history.NEEDED)
        notices.register(history.NOTICES)
        ticks.register(deadlines.tick)
        tending.count_planned_with(queries.planned_between)
        navigation.register()
        receivers.connect()
        uses.register(in_pieces)
        uses.register(in_ideas)
