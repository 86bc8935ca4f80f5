from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("plan", "0009_crops")]

    operations = [
        migrations.AddField(
            "piece",
            "source_url",
            models.CharField(
                "link to it",
                max_length=2000,
                blank=True,
                default="",
                help_text="of somebody else's content that it shares",
            ),
            preserve_default=False,
        ),
        migrations.AddField(
            "piece",
            "source_name",
            models.CharField("source", max_length=120, blank=True, default=""),
            preserve_default=False,
        ),
        migrations.AddField(
            "piece",
            "source_author",
            models.CharField("author there", max_length=120, blank=True, default=""),
            preserve_default=False,
        ),
    ]
