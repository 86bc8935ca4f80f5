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
    _("Please Confirm Your Email Address"),
    _("Your password has been changed."),
    _("Your email address is still pending verification."),
    _("You cannot remove your primary email address (%(email)s)."),
    _("You have confirmed %(email)s."),
    _("You have signed out."),
    _(
        "The password reset link was invalid, possibly because it has already been used.  Please request a "
        '<a href="%(passwd_reset_url)s">new password reset</a>.'
    ),
    _("Bad Token"),
    _("You are already logged in as %(user_display)s."),
    _("A new security key has been added."),
    _("Security Key Added"),
    _("A security key has been removed."),
    _("Security Key Removed"),
    _("Use a security key"),
    _("Use your password"),
    _("Use authenticator app or code"),
    _(
        "This email confirmation link expired or is invalid. Please "
        '<a href="%(email_url)s">issue a new email confirmation request</a>.'
    ),
)
