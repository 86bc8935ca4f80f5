from django.urls import path

from eigenstimme.channels.views import channels, connecting, tending

app_name = "channels"

urlpatterns = [
    path("", channels.channels, name="channels"),
    path("new/", connecting.new, name="new"),
    path("new/<slug:network>/", connecting.connect, name="connect"),
    path("leave/", connecting.leave, name="leave"),
    path("returned/", connecting.returned, name="returned"),
    path("reachable/<str:question>/", connecting.reachable, name="reachable"),
    path("comparison/", tending.comparison, name="comparison"),
    path("hourly-rate/", tending.hourly_rate, name="hourly_rate"),
    path("time/", tending.my_time, name="my_time"),
    path("time/<int:pk>/removal/", tending.take_back_time, name="take_back_time"),
    path("promises/<int:pk>/end/", tending.end_promise, name="end_promise"),
    path("<int:pk>/profile/", tending.profile, name="profile"),
    path("<int:pk>/promises/", tending.promises, name="promises"),
    path("<int:pk>/", channels.channel, name="channel"),
    path("<int:pk>/edit/", channels.edit, name="edit"),
    path("<int:pk>/reconnection/", connecting.reconnect, name="reconnect"),
    path("<int:pk>/check/", channels.check, name="check"),
    path("<int:pk>/close/", channels.close, name="close"),
]
