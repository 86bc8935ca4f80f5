from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("plan", "0002_own_people_only")]

    operations = [
        migrations.AddField(
            model_name="piece",
            name="form_key",
            field=models.UUIDField(
                editable=False,
                help_text="of the form it came from: sent twice, it makes one piece",
                null=True,
                unique=True,
            ),
        ),
        migrations.AddField(
            model_name="idea",
            name="form_key",
            field=models.UUIDField(
                editable=False,
                help_text="of the form it came from: sent twice, it makes one idea",
                null=True,
                unique=True,
            ),
        ),
    ]
