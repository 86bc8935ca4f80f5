from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("practice", "0002_video"),
    ]

    operations = [
        migrations.AddField(
            model_name="practicevideo",
            name="captions",
            field=models.TextField(blank=True, db_default="", help_text="WebVTT"),
        ),
    ]
