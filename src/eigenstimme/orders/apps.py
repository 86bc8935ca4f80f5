from django.apps import AppConfig


class OrdersConfig(AppConfig):
    name = "eigenstimme.orders"

    def ready(self) -> None:
        from eigenstimme.audit import sentences
        from eigenstimme.channels import tending
        from eigenstimme.core import ticks
        from eigenstimme.mandates import rules
        from eigenstimme.media import uses as media_uses
        from eigenstimme.orders import (
            costs,
            history,
            measuring,
            navigation,
            queries,
            receivers,
            reminders,
            results,
            uses,
        )
        from eigenstimme.people import notices
        from eigenstimme.plan import belongings
        from eigenstimme.plan import results as plan_results
        from eigenstimme.strategy import measures

        sentences.register(history.SENTENCES, history.ICONS, calm=history.CALM, needed=history.NEEDED)
        rules.ask_for_work_with(queries.works_for_the_company)
        notices.register(history.NOTICES)
        ticks.register(reminders.tick)
        receivers.connect()
        navigation.register()
        media_uses.register(uses.in_orders)
        belongings.register(uses.of_piece)
        tending.count_outside_costs_with(costs.costs_of_channels)
        measures.register(measuring.ACCEPTED)
        plan_results.register_costs(results.orders_for)
