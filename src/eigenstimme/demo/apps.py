from django.apps import AppConfig


class DemoConfig(AppConfig):
    name = "eigenstimme.demo"

    def ready(self) -> None:
        from eigenstimme.core import frame
        from eigenstimme.demo import sign_ins

        frame.register_sign_ins(sign_ins.offered)
