from django.apps import AppConfig


class SkillsConfig(AppConfig):
    name = "eigenstimme.skills"

    def ready(self) -> None:
        from eigenstimme.audit import sentences
        from eigenstimme.people import notices
        from eigenstimme.skills import history, navigation, proofs, receivers, seen

        sentences.register(history.SENTENCES, history.ICONS, places=history.PLACES)
        notices.register(history.NOTICES)
        receivers.connect()
        navigation.register()
        proofs.register(seen.PROOFS)
