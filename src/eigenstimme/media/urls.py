from django.urls import path

from eigenstimme.media import views

app_name = "media"

urlpatterns = [
    path("<int:pk>/", views.picture, name="picture"),
    path("link/<str:token>/", views.picture_by_link, name="picture_by_link"),
]
