from django.urls import path

from eigenstimme.exchange.views import exporting, feeds, importing

app_name = "exchange"

urlpatterns = [
    path("export/", exporting.export, name="export"),
    path("import/", importing.start, name="import"),
    path("import/<int:pk>/", importing.preview, name="preview"),
    path("import/<int:pk>/columns/", importing.choose_columns, name="columns"),
    path("import/<int:pk>/corrected/", importing.correct, name="corrected"),
    path("import/<int:pk>/brought-in/", importing.bring_in, name="brought_in"),
    path("import/<int:pk>/taken-back/", importing.take_back, name="taken_back"),
    path("import/<int:pk>/thrown-away/", importing.throw_away, name="thrown_away"),
    path("own-calendar/", feeds.own_calendar, name="own_calendar"),
    path("own-calendar/made/", feeds.make_feed, name="feed_made"),
    path("own-calendar/ended/", feeds.end_feed, name="feed_ended"),
    path("feed/<str:token>.ics", feeds.feed, name="feed"),
]
