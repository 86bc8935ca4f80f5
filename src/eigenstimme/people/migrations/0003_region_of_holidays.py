from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("people", "0002_tell_persons_from_machines")]

    operations = [
        migrations.AddField(
            model_name="company",
            name="region",
            field=models.CharField(
                blank=True,
                help_text="a code of core.public_holidays, like DE-BW; empty where nobody chose one",
                max_length=20,
                verbose_name="public holidays of",
            ),
        ),
    ]
