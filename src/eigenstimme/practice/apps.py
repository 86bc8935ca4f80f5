from django.apps import AppConfig


class PracticeConfig(AppConfig):
    name = "eigenstimme.practice"

    def ready(self) -> None:
        # Here, because models have to be loaded first.
        from eigenstimme.channels import in_house
        from eigenstimme.connectors.practice.connector import PracticeConnector
        from eigenstimme.practice import actions

        in_house.register(PracticeConnector.name, actions.connect_wall, actions.address)
