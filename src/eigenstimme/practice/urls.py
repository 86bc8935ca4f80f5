from django.urls import include, path

from eigenstimme.practice import api, views

app_name = "practice"

api_patterns = [
    path("account/", api.account, name="account"),
    path("posts/", api.posts),
    path("posts/by-key/<str:key>/", api.post_by_key),
    path("comments/", api.comments),
    path("comments/by-key/<str:key>/", api.answer_by_key),
    path("comments/<int:pk>/like/", api.like),
]

urlpatterns = [
    path("api/", include(api_patterns)),
    path("<slug:slug>/", views.wall, name="wall"),
    path("<slug:slug>/<int:pk>/", views.post, name="post"),
    path("<slug:slug>/<int:pk>/comments/", views.comments, name="comments"),
    path("<slug:slug>/<int:pk>/likes/", views.likes, name="likes"),
    path("<slug:slug>/pictures/<int:pk>/", views.picture, name="picture"),
    path("<slug:slug>/videos/<int:pk>/", views.video, name="video"),
    path("<slug:slug>/videos/<int:pk>/captions/", views.track, name="track"),
]
