from django.db import migrations, models
from django.db.models import F


class Migration(migrations.Migration):
    dependencies = [("inbox", "0003_reactions_settling_and_sameness")]

    operations = [
        migrations.AddIndex(
            "conversation",
            models.Index(
                "company",
                F("closed_at").asc(nulls_first=True),
                F("waiting_since").asc(nulls_last=True),
                F("last_at").desc(),
                name="conversation_in_order",
            ),
        ),
    ]
