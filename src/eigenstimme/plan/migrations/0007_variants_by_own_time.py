from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("plan", "0006_versions_and_comments")]

    operations = [
        migrations.AddIndex(
            "variant",
            models.Index(
                fields=["own_time"], condition=models.Q(own_time__isnull=False), name="variant_by_own_time"
            ),
        ),
    ]
