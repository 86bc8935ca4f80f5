"""Sentences of allauth that our German catalogue says anew, because theirs says "du".

Nothing imports this module: it exists for the extraction. This room's catalogue comes before theirs.
"""

from django.utils.translation import gettext_noop as _

WORDS = (
    _("You cannot remove your primary email address."),
    _("Please type your current password."),
    _("You cannot add more than %d email addresses."),
    _("Your primary email address must be verified."),
    _("Be patient, you are sending too many requests."),
    _("You must type the same password each time."),
    _("You must type the same email each time."),
    _("Do you really want to remove the selected email address?"),
    _("Please Confirm Your Email Address"),
    _("Your password has been changed."),
    _("Your email address is still pending verification."),
    _("Are you sure you want to sign out?"),
    _("You cannot remove your primary email address (%(email)s)."),
    _("You have confirmed %(email)s."),
    _("You have signed out."),
    _(
        "Forgotten your password? Enter your email address below, and we'll send you an email allowing you "
        "to reset it."
    ),
    _("Please contact us if you have any trouble resetting your password."),
    _(
        "We have sent you an email. If you have not received it please check your spam folder. Otherwise "
        "contact us if you do not receive it in a few minutes."
    ),
    _(
        "The password reset link was invalid, possibly because it has already been used.  Please request a "
        '<a href="%(passwd_reset_url)s">new password reset</a>.'
    ),
    _("Bad Token"),
    _("Your password is now changed."),
    _("You are already logged in as %(user_display)s."),
    _("You are about to generate a new set of recovery codes for your account."),
    _("You are about to deactivate authenticator app based authentication. Are you sure?"),
)
