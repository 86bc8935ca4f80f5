from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("media", "0009_deletion_and_posters"),
    ]

    operations = [
        migrations.AddField(
            model_name="asset",
            name="captions_sha256",
            field=models.CharField(
                blank=True, db_default="", help_text="stays when the file is deleted", max_length=64
            ),
        ),
    ]
