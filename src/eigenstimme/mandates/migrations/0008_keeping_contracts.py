"""Law 3 in the database, with the rights to see and to keep contracts: own people only.

These lists replace those of ``0006_starting_campaigns``; a test compares them with ``permissions``.
"""

from django.db import migrations

from eigenstimme.people.constraints import own_person_only_if

OWN_ONLY_ACTS = [
    "campaign.start",
    "contract.manage",
    "contract.read",
    "cost.read",
    "crisis.speak",
    "hold.place",
    "inbox.react",
    "inbox.reply",
    "order.place",
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
    dependencies = [("mandates", "0007_confirmations")]

    operations = [
        migrations.RunSQL(
            sql=[
                "ALTER TABLE mandates_mandate DROP CONSTRAINT mandate_grants_what_can_be_granted",
                "ALTER TABLE mandates_mandate ADD CONSTRAINT mandate_grants_what_can_be_granted "
                f"CHECK (acts <@ {_array(GRANTABLE_ACTS)})",
            ],
            reverse_sql=migrations.RunSQL.noop,
        ),
        own_person_only_if("mandates_mandate", "holder_id", "own_acts", f"acts && {_array(OWN_ONLY_ACTS)}"),
        migrations.RunSQL(
            sql=[
                "ALTER TABLE mandates_mandate DROP CONSTRAINT mandates_mandate_voice_orders_or_campaigns",
                "ALTER TABLE mandates_mandate DROP COLUMN voice_orders_or_campaigns_kind",
            ],
            reverse_sql=migrations.RunSQL.noop,
        ),
    ]
