from django.urls import path

from eigenstimme.handover.views import tasks

app_name = "handover"

urlpatterns = [
    path("", tasks.who, name="who"),
    path("tasks/<slug:key>/", tasks.task, name="task"),
    path("tasks/<slug:key>/comparison/", tasks.comparison, name="comparison"),
    path("tasks/<slug:key>/removal/", tasks.drop, name="drop"),
    path("holders/<int:pk>/end/", tasks.end, name="end"),
    path("mandates/<int:mandate_pk>/left-alone/", tasks.leave, name="leave"),
]
