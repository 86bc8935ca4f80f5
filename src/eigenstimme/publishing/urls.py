from django.urls import path
from django.views.generic import TemplateView

app_name = "publishing"

urlpatterns = [
    path("<int:pk>/", TemplateView.as_view(template_name="404.html"), name="publication"),
]
