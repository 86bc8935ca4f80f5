from django.urls import path

from eigenstimme.channels.views import channels, connecting

app_name = "channels"

urlpatterns = [
    path("", channels.channels, name="channels"),
    path("new/", connecting.new, name="new"),
    path("new/<slug:network>/", connecting.connect, name="connect"),
    path("leave/", connecting.leave, name="leave"),
    path("returned/", connecting.returned, name="returned"),
    path("reachable/<str:question>/", connecting.reachable, name="reachable"),
    path("<int:pk>/", channels.channel, name="channel"),
    path("<int:pk>/edit/", channels.edit, name="edit"),
    path("<int:pk>/reconnection/", connecting.reconnect, name="reconnect"),
    path("<int:pk>/check/", channels.check, name="check"),
    path("<int:pk>/close/", channels.close, name="close"),
]
