from django.db import migrations, models
from django.db.models import Q


class Migration(migrations.Migration):
    dependencies = [("channels", "0002_own_people_only")]

    operations = [
        migrations.AddField(
            "channel",
            "check_at",
            models.DateTimeField(
                blank=True,
                editable=False,
                help_text="when to ask whether it is still connected",
                null=True,
            ),
        ),
        migrations.AddIndex(
            "channel",
            models.Index(
                condition=Q(("closed_at", None), ("disconnected_at", None)),
                fields=["check_at"],
                name="channel_to_check",
            ),
        ),
    ]
