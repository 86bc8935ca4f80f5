"""The chapters a company writes, in their order. The questions are for somebody who has never written a strategy;
what is asked follows what German guides to brand books and social media guidelines have in common.

Versions keep answers under the keys used here: a key is never taken out nor given another meaning.
"""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from eigenstimme.strategy.playbook.outline import Ask, Outline, Part, Question

POSITIONING = Outline(
    "positioning",
    _("Who we are"),
    _("Whoever writes for you has to be able to say in one sentence what you are there for."),
    minutes=5,
    first=True,
    questions=(
        Question(
            "promise",
            _("What we are there for"),
            _("What do you do, for whom, and what do they have from it?"),
            Ask.LINE,
            _("One sentence, as you would say it at the garden fence."),
            _("We paint and restore houses in and around Kern so that people like to come home."),
        ),
        Question(
            "values",
            _("What matters to us"),
            _("What matters to you at work?"),
            Ask.LINES,
            _("Three to five. Best what a customer would notice."),
            _("We leave every room cleaner than we found it."),
        ),
        Question(
            "stance",
            _("What we stand up for"),
            _("What do you stand up for?"),
            Ask.TEXT,
            example=_(
                "Apprentices deserve time. Lime paint is older than plastic, and better for old walls."
            ),
        ),
        Question(
            "quiet",
            _("What we keep quiet about"),
            _("What do you keep quiet about?"),
            Ask.TEXT,
            _("Nobody has to have an opinion on everything."),
            _("Party politics, other firms, anything about customers they did not agree to."),
        ),
        Question(
            "market",
            _("Who else there is"),
            _("Who else offers it, and why do people come to you?"),
            Ask.TEXT,
            example=_("Four firms in the town. People come to us for old houses, and because we answer."),
        ),
    ),
)

AUDIENCES = Outline(
    "audiences",
    _("Whom we speak to"),
    _("A text for everybody reaches nobody: two or three groups are enough."),
    minutes=5,
    first=True,
    questions=(
        Question(
            "groups",
            _("Our audiences"),
            _("Whom do you want to reach?"),
            Ask.RECORDS,
            _("The customers you would like to have more of, and the people you would like to work with."),
            parts=(
                Part("who", _("Who"), example=_("Owners of houses from before 1950")),
                Part(
                    "questions",
                    _("Their questions"),
                    Ask.TEXT,
                    _("What helps against damp in the cellar?"),
                ),
                Part("language", _("Their language"), example=_("Everyday words, no trade terms")),
                Part("where", _("Where we meet them"), example=_("Instagram, the weekly market")),
            ),
            most=6,
        ),
        Question(
            "not_for",
            _("Whom we do not mean"),
            _("Whom do you not want to reach?"),
            Ask.LINE,
            example=_("People who only look for the lowest price"),
        ),
    ),
)

VOICE = Outline(
    "voice",
    _("How we sound"),
    _("Several people write, and it still has to sound like one house."),
    minutes=6,
    first=True,
    questions=(
        Question(
            "traits",
            _("Our traits"),
            _("Which three or four traits does your voice have?"),
            Ask.RECORDS,
            _("Think of the person in the house whom customers like to hear best."),
            parts=(
                Part("trait", _("Trait"), example=_("Calm")),
                Part("so", pgettext_lazy("playbook", "So"), example=_("Short sentences, one thought each")),
                Part(
                    "not_so",
                    pgettext_lazy("playbook", "Not so"),
                    example=_("Exclamation marks, superlatives"),
                ),
                Part("before", _("Does not sound like us"), Ask.TEXT, _("Huge facade sale!!!")),
                Part(
                    "after",
                    _("The same in our voice"),
                    Ask.TEXT,
                    _("In May we have time for facades."),
                ),
            ),
            most=6,
        ),
        Question(
            "never",
            _("What we never say"),
            _("What would you never say?"),
            Ask.LINES,
            _("Sentences, not single words: those have a list of their own."),
            _("We are the number one in the region."),
            most=8,
        ),
    ),
)

TONE = Outline(
    "tone",
    _("Which tone when"),
    _("The voice stays, the tone changes: nobody jokes in an answer to a complaint."),
    minutes=6,
    first=True,
    questions=(
        Question(
            "praise",
            _("Praise"),
            _("Somebody praises you"),
            Ask.TEXT,
            example=_("Thank them by name, and pass it on to whoever did the work. No advertising."),
        ),
        Question(
            "question",
            _("Question"),
            _("Somebody asks something"),
            Ask.TEXT,
            example=_("Answer the question first. Offer a call only when it takes a look on site."),
        ),
        Question(
            "complaint",
            _("Complaint"),
            _("Somebody complains"),
            Ask.TEXT,
            example=_("Thank, say sorry for the trouble, name who calls back and by when. No excuses."),
        ),
        Question(
            "grief",
            _("Accident or grief"),
            _("An accident, or a death"),
            Ask.TEXT,
            example=_("Nothing goes out until the boss has spoken with the family. No emoji, no picture."),
        ),
        Question(
            "job",
            _("Job advert"),
            _("You look for somebody"),
            Ask.TEXT,
            example=_("Say what the day looks like and what it pays. Apprentices speak for themselves."),
        ),
        Question(
            "crisis",
            _("Crisis"),
            _("It burns"),
            Ask.TEXT,
            example=_("Say what we know, what we do not know yet, and when we speak again."),
        ),
    ),
)

STYLE = Outline(
    "style",
    _("How we write"),
    _("Small rules save long talks about commas and little pictures."),
    minutes=3,
    questions=(
        Question(
            "inclusive",
            _("Women and men"),
            _("How do you name women and men?"),
            Ask.CHOICE,
            choices=(
                ("neutral", _("With words that mean everybody, like “team”")),
                ("both", _("Both forms in full")),
                ("sign", _("With a sign within the word, like a colon")),
                ("open", _("As it comes")),
            ),
        ),
        Question(
            "dialect",
            _("Dialect"),
            _("May your dialect be heard?"),
            Ask.CHOICE,
            choices=(
                ("no", pgettext_lazy("playbook", "No")),
                ("little", _("A word here and there")),
                ("yes", _("Gladly")),
            ),
        ),
        Question(
            "emoji",
            _("Emoji"),
            _("Emoji?"),
            Ask.CHOICE,
            choices=(
                ("no", pgettext_lazy("emoji", "None")),
                ("few", _("One where it helps")),
                ("yes", _("Gladly")),
            ),
        ),
        Question(
            "hashtags",
            _("Hashtags"),
            _("Which hashtags, and how many?"),
            Ask.LINE,
            example=_("Up to three at the end; #malerkern always"),
        ),
        Question(
            "figures",
            _("Numbers and prices"),
            _("How do you write numbers and prices?"),
            Ask.LINE,
            example=_("Prices with VAT, and always “from”: every wall is different"),
        ),
        Question(
            "more",
            _("Also"),
            _("Anything else?"),
            Ask.TEXT,
            example=_("Names only with the person’s consent."),
        ),
    ),
)

MESSAGES = Outline(
    "messages",
    _("What should stick"),
    _("Three sentences that are repeated are worth more than thirty that are not."),
    minutes=4,
    questions=(
        Question(
            "messages",
            _("Our key messages"),
            _("What should people know about you?"),
            Ask.RECORDS,
            _("Each with what proves it. What runs out gets a day: the composer reminds then."),
            parts=(
                Part(
                    "message",
                    _("Message in one sentence"),
                    example=_("We train more apprentices than we need."),
                ),
                Part("proof", _("Proof"), example=_("5 of 14 in training, list of the guild 2026")),
                Part("until", _("Good until"), Ask.DAY),
            ),
        ),
    ),
)

PICTURES = Outline(
    "pictures",
    _("Our picture world"),
    _("Pictures are seen before a word is read."),
    minutes=4,
    questions=(
        Question(
            "motifs",
            _("What our pictures show"),
            _("What do your pictures show?"),
            Ask.TEXT,
            example=_("Hands at work, walls before and after, people who look into the camera."),
        ),
        Question(
            "never",
            _("What they never show"),
            _("What do they never show?"),
            Ask.TEXT,
            example=_("House numbers, stock photos."),
        ),
        Question(
            "colours",
            _("Colours"),
            _("Your colours"),
            Ask.RECORDS,
            parts=(
                Part("name", _("Name"), example=_("Kern blue")),
                Part("value", _("Value"), example="#1F4E5F, RAL 5001"),
            ),
        ),
        Question(
            "logo",
            _("Logo"),
            _("Your logo: where is it, and how much room does it need?"),
            Ask.TEXT,
            example=_("In the library under “Logo”. As much room around it as the K is high."),
        ),
        Question(
            "music",
            _("Music"),
            _("Which music may run under videos?"),
            Ask.TEXT,
            _("What a private profile may use, a firm mostly may not."),
            _("Only from the library we have a licence for. The proof lies with Ben."),
        ),
    ),
)

LEGAL = Outline(
    "legal",
    _("What must be there"),
    _("Duties that cost a fine when they are forgotten."),
    minutes=4,
    questions=(
        Question(
            "imprint",
            _("Imprint"),
            _("Link to the imprint"),
            Ask.LINE,
            _("Every profile of the company needs it (§ 5 DDG)."),
            "https://maler-kern.example/impressum",
        ),
        Question(
            "privacy",
            _("Privacy notice"),
            _("Link to the privacy notice"),
            Ask.LINE,
            example="https://maler-kern.example/datenschutz",
        ),
        Question(
            "netiquette",
            _("Rules for comments"),
            _("Link to your rules for comments"),
            Ask.LINE,
            example="https://maler-kern.example/netiquette",
        ),
        Question(
            "advertising",
            _("Advertising"),
            _("How do you mark advertising?"),
            Ask.LINE,
            _("What is paid for, in money or in goods, says so at the beginning."),
            _("“Advertising” as the first word, not as a hashtag"),
        ),
        Question(
            "ai",
            _("Help from machines"),
            _("How do you say that a machine has helped?"),
            Ask.LINE,
            _("Pictures that look real and are not have to say so (Article 50 of the AI Act)."),
            _("“Picture made with AI” under the picture. People are never made up."),
        ),
    ),
)

RELATIONSHIPS = Outline(
    "relationships",
    _("Whom we look after"),
    _("Relationships carry a firm longer than reach, and nobody can look after them for you."),
    minutes=3,
    questions=(
        Question(
            "people",
            _("People and firms"),
            _("Who is important to you?"),
            Ask.RECORDS,
            _("Partners, regulars, the press, associations, neighbours."),
            parts=(
                Part("who", _("Who"), example=_("Joinery Holz, next door")),
                Part("how", _("How we keep in touch"), example=_("We share their jobs, they share ours.")),
                Part("by", _("Who knows them"), example="Ben"),
            ),
            most=20,
        ),
    ),
)

WRITTEN = (POSITIONING, AUDIENCES, VOICE, TONE, STYLE, MESSAGES, PICTURES, LEGAL, RELATIONSHIPS)
OUTLINES: dict[str, Outline] = {outline.key: outline for outline in WRITTEN}
FIRST = tuple(outline for outline in WRITTEN if outline.first)
