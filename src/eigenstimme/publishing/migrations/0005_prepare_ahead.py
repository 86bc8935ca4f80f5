"""A publication is prepared before its time; one attempt at a time is open."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("publishing", "0004_by_time"),
    ]

    operations = [
        migrations.AddField(
            model_name="attempt",
            name="prepared_at",
            field=models.DateTimeField(blank=True, help_text="when the handle was stored", null=True),
        ),
        migrations.AddField(
            model_name="attempt",
            name="prepared_for",
            field=models.CharField(
                blank=True,
                db_default="",
                help_text="the content and the account the handle is good for",
                max_length=64,
            ),
        ),
        migrations.AlterField(
            model_name="attempt",
            name="lease_until",
            field=models.DateTimeField(help_text="until then it is believed to be in the hands of a worker"),
        ),
        migrations.AddConstraint(
            model_name="attempt",
            constraint=models.UniqueConstraint(
                models.F("publication"), condition=models.Q(("ended_at", None)), name="one_open_attempt"
            ),
        ),
    ]
