from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("plan", "0013_series"),
    ]

    operations = [
        migrations.AddField(
            model_name="campaign",
            name="revision",
            field=models.PositiveIntegerField(default=1, help_text="counts saved changes"),
        ),
    ]
