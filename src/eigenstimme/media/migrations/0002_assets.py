"""A picture becomes an asset; its alt text moves to where it is shown."""

import django.db.models.deletion
from django.db import migrations, models

import eigenstimme.media.models.asset


class Migration(migrations.Migration):
    dependencies = [
        ("media", "0001_initial"),
        ("people", "0001_initial"),
        ("plan", "0001_initial"),  # both point at the picture by its old name
        ("publishing", "0001_initial"),
    ]

    operations = [
        migrations.RenameModel("Picture", "Asset"),
        migrations.AlterField(
            "asset",
            "company",
            models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE, related_name="assets", to="people.company"
            ),
        ),
        migrations.AlterField(
            "asset", "file", models.FileField(upload_to=eigenstimme.media.models.asset._path)
        ),
    ]
