from eigenstimme.channels.models.channel import Channel, ChannelQuerySet, account_fields

__all__ = ["Channel", "ChannelQuerySet", "account_fields"]
