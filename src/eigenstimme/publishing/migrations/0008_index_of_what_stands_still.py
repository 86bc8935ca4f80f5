from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("publishing", "0007_crops"),
    ]

    operations = [
        migrations.AddIndex(
            model_name="publication",
            index=models.Index(
                condition=models.Q(
                    ("state__in", ("held", "missed", "unclear", "failed")),
                    models.Q(("reason", "by_hand"), ("state", "due")),
                    _connector="OR",
                ),
                fields=["company", "due_at"],
                name="publication_standing_still",
            ),
        ),
    ]
