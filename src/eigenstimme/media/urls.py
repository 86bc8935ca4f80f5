from django.urls import path

from eigenstimme.media.views import consents, files, library, uploads

app_name = "media"

urlpatterns = [
    path("", library.library, name="library"),
    path("new/", uploads.add, name="add"),
    path("choose/", uploads.choose, name="choose"),
    path("consents/", consents.consents, name="consents"),
    path("consents/<int:pk>/withdrawal/", consents.withdraw, name="withdraw_consent"),
    path("consents/<int:pk>/deletion/", consents.deletion, name="delete_shown"),
    path("consents/<int:pk>/form/", consents.form, name="consent_form"),
    path("<int:pk>/consents/", consents.add, name="add_consent"),
    path("<int:pk>/people/", consents.people, name="people"),
    path("uploads/", uploads.uploads, name="uploads"),
    path("uploads/<uuid:key>/", uploads.upload, name="upload"),
    path("<int:pk>/", library.file, name="file"),
    path("<int:pk>/file/", files.asset, name="asset"),
    path("sector/", library.sector, name="sector"),
    path("<int:pk>/check/", library.check, name="check"),
    path("<int:pk>/captions/", library.captions, name="captions"),
    path("<int:pk>/moment/", library.moment, name="moment"),
    path("<int:pk>/track/", files.track, name="track"),
    path("<int:pk>/deletion/", library.deletion, name="deletion"),
    path("<int:pk>/focus/", library.focus, name="focus"),
    path("<int:pk>/tile/", uploads.tile, name="tile"),
    path("<int:pk>/row/", uploads.row, name="row"),
    path("<int:pk>/<str:name>/", files.rendition, name="rendition"),
    path("delivery/<str:token>.<slug:extension>", files.delivered, name="delivered"),
    path("link/<str:token>/", files.asset_by_link, name="asset_by_link"),
]
