from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("media", "0008_incoming_done"),
        ("people", "0004_short_signs"),
    ]

    operations = [
        migrations.AddField(
            model_name="asset",
            name="deleted_at",
            field=models.DateTimeField(blank=True, help_text="for good: only the row is left", null=True),
        ),
        migrations.AddField(
            model_name="asset",
            name="poster_ms",
            field=models.PositiveIntegerField(
                blank=True,
                help_text="of a video: the moment its still shows; None: about a second in",
                null=True,
            ),
        ),
        migrations.AddIndex(
            model_name="asset",
            index=models.Index(
                condition=models.Q(("deleted_at__isnull", False), models.Q(("file", ""), _negated=True)),
                fields=["deleted_at"],
                name="asset_to_clear_away",
            ),
        ),
    ]
