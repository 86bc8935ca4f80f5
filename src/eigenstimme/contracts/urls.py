from django.urls import path

from eigenstimme.contracts.views import contracts, ending, money

app_name = "contracts"

urlpatterns = [
    path("", contracts.contracts, name="contracts"),
    path("new/", contracts.new, name="new"),
    path("levy/", money.levy, name="levy"),
    path("levy/sheet/", money.levy_sheet, name="levy_sheet"),
    path("levy/fees/", money.type_fee, name="fees"),
    path("levy/fees/<int:pk>/struck/", money.strike_fee, name="fee_struck"),
    path("costs/", money.costs, name="costs"),
    path("people/<int:pk>/end/", ending.begin, name="end"),
    path("exits/<int:pk>/", ending.exit_page, name="exit"),
    path("exits/<int:pk>/posts/", ending.posts, name="exit_posts"),
    path("exits/<int:pk>/handed-on/", ending.handed_on, name="exit_handed_on"),
    path("exits/<int:pk>/mandates/", ending.mandates, name="exit_mandates"),
    path("exits/<int:pk>/steps/", ending.step, name="exit_step"),
    path("exits/<int:pk>/signature/", ending.sign, name="exit_signed"),
    path("<int:pk>/", contracts.contract, name="contract"),
    path("<int:pk>/edit/", contracts.edit, name="edit"),
    path("<int:pk>/file/", contracts.file, name="file"),
]
