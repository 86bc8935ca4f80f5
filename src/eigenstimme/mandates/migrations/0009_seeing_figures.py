"""A mandate can let somebody see figures: an adviser plans with us and needs them.

This list replaces that of ``0008_keeping_contracts``; a test compares it with ``permissions``.
"""

from django.db import migrations

GRANTABLE_ACTS = [
    "campaign.start",
    "contract.manage",
    "contract.read",
    "cost.read",
    "crisis.speak",
    "figures.read",
    "hold.place",
    "idea.suggest",
    "inbox.note",
    "inbox.react",
    "inbox.read",
    "inbox.recommend",
    "inbox.reply",
    "order.place",
    "piece.approve",
    "piece.draft",
    "piece.publish",
    "plan.read",
    "publication.decide",
]


class Migration(migrations.Migration):
    dependencies = [("mandates", "0008_keeping_contracts")]

    operations = [
        migrations.RunSQL(
            sql=[
                "ALTER TABLE mandates_mandate DROP CONSTRAINT mandate_grants_what_can_be_granted",
                "ALTER TABLE mandates_mandate ADD CONSTRAINT mandate_grants_what_can_be_granted CHECK (acts <@ ARRAY["
                + ", ".join(f"'{act}'" for act in GRANTABLE_ACTS)
                + "]::varchar(30)[])",
            ],
            reverse_sql=migrations.RunSQL.noop,
        ),
    ]
