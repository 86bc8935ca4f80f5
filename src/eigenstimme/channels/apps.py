from django.apps import AppConfig


class ChannelsConfig(AppConfig):
    name = "eigenstimme.channels"

    def ready(self) -> None:
        from eigenstimme.audit import sentences
        from eigenstimme.channels import chapter, checking, history, navigation, receivers
        from eigenstimme.core import ticks
        from eigenstimme.people import notices
        from eigenstimme.strategy.playbook import live

        sentences.register(history.SENTENCES, history.ICONS, places=history.PLACES)
        notices.register(history.NOTICES)
        ticks.register(checking.tick)
        live.register(chapter.CHAPTER)
        receivers.connect()
        navigation.register()
