"""What a picture looks like, for finding its copies."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("media", "0005_captions"),
        ("people", "0004_short_signs"),
    ]

    operations = [
        migrations.AddField(
            model_name="asset",
            name="likeness",
            field=models.BigIntegerField(blank=True, help_text="see media.likeness", null=True),
        ),
        migrations.AddIndex(
            model_name="asset",
            index=models.Index(fields=["company", "sha256"], name="asset_by_content"),
        ),
    ]
