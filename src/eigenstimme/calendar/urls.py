from django.urls import path

from eigenstimme.calendar.views import board, events, filtering, hours, listing, month, moving

app_name = "calendar"

urlpatterns = [
    path("", month.month, name="month"),
    path("week/", hours.week, name="week"),
    path("day/", hours.day, name="day"),
    path("list/", listing.listing, name="list"),
    path("board/", board.board, name="board"),
    path("filter/", filtering.keep_filter, name="filter"),
    path("moves/", moving.move, name="move"),
    path("events/", events.events, name="events"),
    path("events/new/", events.add_event, name="add_event"),
    path("events/<int:pk>/", events.change_event, name="event"),
    path("events/<int:pk>/removed/", events.remove_event, name="event_removed"),
]
