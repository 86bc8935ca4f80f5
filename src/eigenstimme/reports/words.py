"""What the groups of posts and answers are called on the screen, in tables and files."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from eigenstimme.reports.writing import Writing

GROUPS = {
    Writing.OWN: _("own people"),
    Writing.REWORKED: _("outside, reworked by us"),
    Writing.OUTSIDE: _("outside"),
    Writing.REPEATED: _("repeated"),
    Writing.SHARED: _("shared"),
}
WRITTEN = (Writing.OWN, Writing.REWORKED, Writing.OUTSIDE)
ANSWERS = {
    "own_words": _("in our own words"),
    "changed": _("from a recommendation, changed"),
    "unchanged": _("from a recommendation, word for word"),
}
