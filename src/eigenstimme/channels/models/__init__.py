from eigenstimme.channels.models.channel import Channel, ChannelQuerySet, account_fields
from eigenstimme.channels.models.profile import ChannelProfile
from eigenstimme.channels.models.time import (
    AN_HOUR_COSTS,
    HALF_AN_HOUR_A_DAY,
    HourlyRate,
    Promise,
    TimeGiven,
    WeeklyTime,
    monday_of,
)

__all__ = [
    "AN_HOUR_COSTS",
    "HALF_AN_HOUR_A_DAY",
    "Channel",
    "ChannelProfile",
    "ChannelQuerySet",
    "HourlyRate",
    "Promise",
    "TimeGiven",
    "WeeklyTime",
    "account_fields",
    "monday_of",
]
