from django.urls import path
from django.views.generic import TemplateView

app_name = "plan"

urlpatterns = [
    path("<int:pk>/", TemplateView.as_view(template_name="404.html"), name="piece"),
    path("approval/<str:token>/", TemplateView.as_view(template_name="404.html"), name="approval_by_link"),
]
