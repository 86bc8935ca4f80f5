from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("publishing", "0006_threads"),
    ]

    operations = [
        migrations.AddField(
            model_name="publicationattachment",
            name="crop",
            field=models.CharField(blank=True, db_default="", help_text="see media.crops", max_length=30),
        ),
    ]
