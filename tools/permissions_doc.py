"""Write docs/permissions.md from the table the matrix is held to.

permissions_doc.py          write the page
permissions_doc.py check    fail if it is not current
"""

import os
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
PAGE = ROOT / "docs" / "permissions.md"
HEADS = {
    "lead": "lead",
    "named": "named",
    "own": "own",
    "own+": "own, mandate",
    "out": "outside",
    "out+": "outside, mandate",
    "mac": "machine",
    "mac+": "machine, mandate",
}
CLASSES = {
    "A": ("routine posts", "Routinebeiträge"),
    "B": ("normal posts", "normale Beiträge"),
    "C": ("delicate posts", "heikle Beiträge"),
}
OPENING = """\
# Who may do what · Wer was darf

This page is made by `tools/permissions_doc.py` from `tests/permissions/expected.py`; a test holds every page, form,
mail link, action and the worker to it. Rights are decided in one place, `mandates/rules.py`.

- **lead** leads the company. **named** is an own person without a mandate who answers for the channel, is the expert a
  delicate topic names, or is named in an order: to do it, or to accept it; or is responsible for a campaign;
  or answers for a machine.
- An order can name anybody to do it, also from outside and machines: whoever is named sees that order and delivers it.
  As long as one is under way they also bring in files and suggest ideas, without a mandate.
  To accept it belongs to own people, and never to whoever did the work.
- A campaign can have anybody in its team: from outside they see that campaign, and of its posts those they
  may see anyway.
- **own, outside, machine** hold no mandate that is in force: they have none, it has run out, or it was ended. These
  three cases give the same answers.
- The mandate of an outside person or a machine rests until the briefing is confirmed: by the person, for a machine by
  whoever answers for it inside. Until then the answers are those of somebody without one, and nothing opens but the
  briefing.
- **mandate**: one is in force that names everything which can be granted to this kind of person, up to normal posts.
- Someone of another company, someone who has left, and whoever is not signed in may do none of it.

"""
CLOSING = """
What stands empty for outside people and machines even with a mandate stays in the house: no form offers it, no action
grants it, and the database refuses the row.
"""


def main() -> None:
    """Write the page, or with ``check`` compare it."""
    wanted = page()
    if sys.argv[1:] != ["check"]:
        PAGE.write_text(wanted, encoding="utf-8")
    elif not PAGE.exists() or PAGE.read_text(encoding="utf-8") != wanted:
        sys.exit("docs/permissions.md is not current: run tools/permissions_doc.py")


def page() -> str:
    """The page as the table says it now. Needs Django set up."""
    from tests.permissions.expected import EXPECTED

    rows = [
        _row([*_words(right), *(_answer(answers[kind]) for kind in HEADS)])
        for right, answers in EXPECTED.items()
    ]
    head = _row(["right", "Recht", *HEADS.values()])
    return OPENING + "\n".join([head, _row(["---"] * (len(HEADS) + 2)), *rows]) + "\n" + CLOSING


def _words(right: str) -> tuple[str, str]:
    """What the right is called in both languages."""
    from django.utils.translation import override

    from eigenstimme.mandates.permissions import NATURE, Permission

    name, _, letter = right.partition("/")
    if letter:
        english, german = CLASSES[letter]
        return f"publish {english} without an approval", f"{german} ohne Freigabe veröffentlichen"
    label = NATURE[Permission(name)].label
    with override("en"):
        english = str(label)
    with override("de"):
        return english, str(label)


def _answer(may: bool) -> str:
    return "yes" if may else ""


def _row(cells: list[str]) -> str:
    return f"| {' | '.join(cells)} |"


if __name__ == "__main__":
    import django

    sys.path.insert(0, str(ROOT))
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "eigenstimme.settings")
    django.setup()
    main()
