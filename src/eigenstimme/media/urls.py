from django.urls import path

from eigenstimme.media.views import files, library, uploads

app_name = "media"

urlpatterns = [
    path("", library.library, name="library"),
    path("new/", uploads.add, name="add"),
    path("uploads/", uploads.uploads, name="uploads"),
    path("uploads/<uuid:key>/", uploads.upload, name="upload"),
    path("<int:pk>/", library.file, name="file"),
    path("<int:pk>/file/", files.asset, name="asset"),
    path("<int:pk>/focus/", library.focus, name="focus"),
    path("<int:pk>/tile/", uploads.tile, name="tile"),
    path("<int:pk>/row/", uploads.row, name="row"),
    path("<int:pk>/<str:name>/", files.rendition, name="rendition"),
    path("link/<str:token>/", files.asset_by_link, name="asset_by_link"),
]
