"""The captions of a video."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("media", "0004_consent"),
    ]

    operations = [
        migrations.AddField(
            model_name="asset",
            name="captions",
            field=models.TextField(blank=True, help_text="of a video: WebVTT"),
        ),
    ]
