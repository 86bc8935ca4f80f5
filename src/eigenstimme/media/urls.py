from django.urls import path

from eigenstimme.media import views

app_name = "media"

urlpatterns = [
    path("<int:pk>/", views.asset, name="asset"),
    path("link/<str:token>/", views.asset_by_link, name="asset_by_link"),
]
