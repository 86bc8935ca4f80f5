"""Law 3 in the database: writing down contracts and fees, and ending the work, cannot be stored for anybody else."""

from django.db import migrations

from eigenstimme.people.constraints import own_person_only


class Migration(migrations.Migration):
    dependencies = [("contracts", "0001_initial"), ("people", "0001_initial")]

    operations = [
        own_person_only("contracts_contract", "recorded_by_id"),
        own_person_only("contracts_ledgerentry", "typed_by_id"),
        own_person_only("contracts_ledgerentry", "struck_by_id"),
        own_person_only("contracts_exitrecord", "opened_by_id"),
        own_person_only("contracts_exitrecord", "signed_by_id"),
        own_person_only("contracts_exitstep", "done_by_id"),
    ]
