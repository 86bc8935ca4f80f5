from django.urls import path

from eigenstimme.exchange.views import exporting, feeds

app_name = "exchange"

urlpatterns = [
    path("export/", exporting.export, name="export"),
    path("own-calendar/", feeds.own_calendar, name="own_calendar"),
    path("own-calendar/made/", feeds.make_feed, name="feed_made"),
    path("own-calendar/ended/", feeds.end_feed, name="feed_ended"),
    path("feed/<str:token>.ics", feeds.feed, name="feed"),
]
