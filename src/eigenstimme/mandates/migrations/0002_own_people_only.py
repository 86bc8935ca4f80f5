"""Law 3 in the database: a mandate cannot hold, for outside people and machines, what belongs to own people.

The list is frozen here as it stood; a test compares it with ``permissions.OWN_ONLY_ACTS``.
"""

from django.db import migrations

from eigenstimme.people.constraints import own_person_only, own_person_only_if

OWN_ONLY_ACTS = [
    "crisis.speak",
    "hold.place",
    "inbox.react",
    "inbox.reply",
    "piece.approve",
    "publication.decide",
]
GRANTABLE_ACTS = [
    *OWN_ONLY_ACTS,
    "idea.suggest",
    "inbox.note",
    "inbox.read",
    "inbox.recommend",
    "piece.draft",
    "piece.publish",
    "plan.read",
]


def _array(acts: list[str]) -> str:
    return "ARRAY[" + ", ".join(f"'{act}'" for act in acts) + "]::varchar(30)[]"


class Migration(migrations.Migration):
    dependencies = [("mandates", "0001_initial"), ("people", "0001_initial")]

    operations = [
        own_person_only_if("mandates_mandate", "holder_id", "voice", f"acts && {_array(OWN_ONLY_ACTS)}"),
        own_person_only("mandates_mandate", "contact_id"),
        own_person_only("mandates_mandate", "granted_by_id"),
        migrations.RunSQL(
            sql=f"ALTER TABLE mandates_mandate ADD CONSTRAINT mandate_grants_what_can_be_granted "
            f"CHECK (acts <@ {_array(GRANTABLE_ACTS)})",
            reverse_sql="ALTER TABLE mandates_mandate DROP CONSTRAINT mandate_grants_what_can_be_granted",
        ),
    ]
