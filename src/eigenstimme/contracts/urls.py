from django.urls import path

from eigenstimme.contracts.views import contracts, money

app_name = "contracts"

urlpatterns = [
    path("", contracts.contracts, name="contracts"),
    path("new/", contracts.new, name="new"),
    path("levy/", money.levy, name="levy"),
    path("levy/sheet/", money.levy_sheet, name="levy_sheet"),
    path("levy/fees/", money.type_fee, name="fees"),
    path("levy/fees/<int:pk>/struck/", money.strike_fee, name="fee_struck"),
    path("costs/", money.costs, name="costs"),
    path("<int:pk>/", contracts.contract, name="contract"),
    path("<int:pk>/edit/", contracts.edit, name="edit"),
    path("<int:pk>/file/", contracts.file, name="file"),
]
