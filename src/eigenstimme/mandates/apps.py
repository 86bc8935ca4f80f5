from django.apps import AppConfig


class MandatesConfig(AppConfig):
    name = "eigenstimme.mandates"

    def ready(self) -> None:
        from eigenstimme.mandates import rules
        from eigenstimme.people import rights

        rights.install(rules.decide, rules.reach)
