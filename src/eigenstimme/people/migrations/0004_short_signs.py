import django.core.validators
import django.db.models.functions.text
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("people", "0003_region_of_holidays"),
    ]

    operations = [
        migrations.AddField(
            model_name="membership",
            name="short_sign",
            field=models.CharField(
                blank=True,
                help_text="Stands behind what you write, like ^ak. Empty: your initials.",
                max_length=6,
                validators=[
                    django.core.validators.RegexValidator(
                        "^[A-Za-zÄÖÜäöüß0-9]+$", "Letters and digits only, please."
                    )
                ],
                verbose_name="short sign",
            ),
        ),
        migrations.AddConstraint(
            model_name="membership",
            constraint=models.UniqueConstraint(
                models.F("company"),
                django.db.models.functions.text.Lower("short_sign"),
                condition=models.Q(("left_at", None), models.Q(("short_sign", ""), _negated=True)),
                name="one_sign_one_person",
            ),
        ),
    ]
