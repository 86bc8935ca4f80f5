"""Why an act in the inbox could not be done. Each carries what a person needs to go on.

InboxError
├── DoesNotFit            the network would not take the text
├── SignOfAnother         the text ends with a colleague's short sign
├── NotConnected          the channel has to be connected again first
├── NotOutYet             our own answer is not public, so nobody can answer it
├── CannotLike            the network offers no likes, or the message is our own
├── AlreadyDecided        a colleague was faster with a recommendation
├── CannotBeResponsible   only own people who are here answer for a conversation
├── SamePerson            a contact cannot be merged with itself
└── AskFirst              it can be done, once a person has confirmed it
    ├── SameTextAgain     the same text already went to someone else
    └── AnsweredMeanwhile a colleague has answered since the page was opened
"""

from __future__ import annotations

from collections.abc import Sequence

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from eigenstimme.connectors.types import Finding, Problem


class InboxError(Exception):
    """``str(error)`` is a sentence in the reader's language that says what to do."""


class DoesNotFit(InboxError):
    def __init__(self, channel: str, findings: Sequence[Finding]) -> None:
        super().__init__(" ".join(_words(channel, finding) for finding in findings))


class SignOfAnother(InboxError):
    def __init__(self, sign: str, name: str) -> None:
        said = _(
            "“%(sign)s” is the sign of %(name)s: only they write under it. Please take it out of the text."
        )
        super().__init__(said % {"sign": sign, "name": name})


def _words(channel: str, finding: Finding) -> str:
    over = finding.value - finding.limit
    if finding.problem is Problem.EMPTY:
        return _("Please write something first.")
    if finding.problem is Problem.TOO_LONG:
        return ngettext(
            "%(channel)s takes at most %(limit)s characters: shorten your answer by %(over)s character.",
            "%(channel)s takes at most %(limit)s characters: shorten your answer by %(over)s characters.",
            over,
        ) % {"channel": channel, "limit": finding.limit, "over": over}
    if finding.problem is Problem.TOO_MANY_BYTES:
        return _("This text is too large for %(channel)s: please shorten it (emoji count several times).") % {
            "channel": channel
        }
    return _("%(channel)s would not take this answer. Please change it.") % {"channel": channel}


class NotConnected(InboxError):
    def __init__(self, channel: str, responsible: str) -> None:
        super().__init__(
            _(
                "%(channel)s is not connected, so nothing can be sent. "
                "%(name)s can connect it again; your text stays here."
            )
            % {"channel": channel, "name": responsible}
        )


class NotOutYet(InboxError):
    def __init__(self) -> None:
        super().__init__(_("This answer is not public yet. As soon as it is, it can be answered."))


class CannotLike(InboxError):
    def __init__(self, channel: str) -> None:
        super().__init__(
            _("This cannot be liked on %(channel)s. An answer always works.") % {"channel": channel}
        )


class AlreadyDecided(InboxError):
    def __init__(self, who: str) -> None:
        super().__init__(_("%(name)s has already decided on this recommendation.") % {"name": who})


class CannotBeResponsible(InboxError):
    def __init__(self, name: str) -> None:
        super().__init__(
            _("%(name)s cannot be responsible. Choose someone of the company who is still here.")
            % {"name": name}
        )


class SamePerson(InboxError):
    def __init__(self) -> None:
        super().__init__(_("That is the same contact. Choose another one."))


class AskFirst(InboxError):
    """Nothing was sent. The same call with ``confirmed=True`` goes through."""


class SameTextAgain(AskFirst):
    def __init__(self, name: str) -> None:
        super().__init__(
            _(
                "The same text already went to %(name)s. People notice when they get what everyone gets. "
                "Write a word of your own, or send it all the same."
            )
            % {"name": name}
        )


class AnsweredMeanwhile(AskFirst):
    def __init__(self, name: str) -> None:
        super().__init__(
            _(
                "%(name)s has answered this message in the meantime. "
                "Look at the conversation, or send yours all the same."
            )
            % {"name": name}
        )
