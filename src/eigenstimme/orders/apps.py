from django.apps import AppConfig


class OrdersConfig(AppConfig):
    name = "eigenstimme.orders"

    def ready(self) -> None:
        from eigenstimme.audit import sentences
        from eigenstimme.core import ticks
        from eigenstimme.mandates import rules
        from eigenstimme.media import uses as media_uses
        from eigenstimme.orders import history, navigation, queries, receivers, reminders, results, uses
        from eigenstimme.people import notices
        from eigenstimme.plan import belongings
        from eigenstimme.plan import results as plan_results

        sentences.register(history.SENTENCES, history.ICONS, calm=history.CALM, needed=history.NEEDED)
        rules.ask_for_work_with(queries.works_for_the_company)
        notices.register(history.NOTICES)
        ticks.register(reminders.tick)
        receivers.connect()
        navigation.register()
        media_uses.register(uses.in_orders)
        belongings.register(uses.of_piece)
        plan_results.register_costs(results.orders_for)
