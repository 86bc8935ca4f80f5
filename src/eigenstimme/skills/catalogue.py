"""What each skill means, in a plain sentence: a list that is the same in every company."""

from __future__ import annotations

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from eigenstimme.skills.models import Skill

MEANING: dict[Skill, str | Promise] = {
    Skill.WRITING: _("Saying something in a few sentences that others like to read."),
    Skill.PHOTO: _("Seeing what makes a picture, and taking it: sharp, bright, with permission."),
    Skill.VIDEO: _("Filming with the phone, cutting it short, adding captions."),
    Skill.CAMERA: _("Showing your face and talking, without reading it off."),
    Skill.DESIGN: _("Arranging words and pictures so that one recognises the company."),
    Skill.DIALOGUE: _("Answering people kindly and clearly, also when they grumble."),
    Skill.LISTENING: _("Noticing what people ask, praise and miss, and passing it on."),
    Skill.PLANNING: _("Knowing what goes out when, and who has to be asked before."),
    Skill.FIGURES: _("Reading from figures what worked, and saying it simply."),
    Skill.ADS: _("Paying for reach: whom it should meet, what it may cost, when to stop."),
    Skill.LAW: _("Knowing about imprint, picture rights, labels and data protection, and when to ask."),
    Skill.WEB: _("Looking after the website: pages, links, forms, small repairs."),
    Skill.LANGUAGES: _("Speaking with people in a second language."),
}
