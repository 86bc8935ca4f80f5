"""An upload that is whole remembers what became of it."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("media", "0007_photo_checks"),
    ]

    operations = [
        migrations.AddField(
            model_name="incoming",
            name="asset",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="+",
                to="media.asset",
            ),
        ),
    ]
