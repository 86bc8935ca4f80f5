from django.urls import path

from eigenstimme.publishing.views import holds, publication, stopped

app_name = "publishing"

urlpatterns = [
    path("", stopped.stopped, name="stopped"),
    path("holds/", holds.holds, name="holds"),
    path("holds/new/", holds.place_hold, name="place_hold"),
    path("holds/<int:pk>/lift/", holds.lift_hold, name="lift_hold"),
    path("<int:pk>/", publication.publication, name="publication"),
    path("<int:pk>/now/", publication.send_now, name="send_now"),
    path("<int:pk>/time/", publication.new_time, name="new_time"),
    path("<int:pk>/discard/", publication.discard, name="discard"),
    path("<int:pk>/found/", publication.found, name="found"),
    path("<int:pk>/absent/", publication.absent, name="absent"),
    path("<int:pk>/by-hand/", publication.posted_by_hand, name="posted_by_hand"),
]
