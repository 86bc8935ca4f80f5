import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("orders", "0002_own_people_only"),
        ("plan", "0011_campaigns"),
    ]

    operations = [
        migrations.AddField(
            model_name="order",
            name="campaign",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="orders",
                to="plan.campaign",
                verbose_name="campaign",
            ),
        ),
    ]
