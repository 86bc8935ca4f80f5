"""Law 3 in the database: placing, accepting and ending an order cannot be stored for anybody but own people."""

from django.db import migrations

from eigenstimme.people.constraints import own_person_only


class Migration(migrations.Migration):
    dependencies = [("orders", "0001_initial"), ("people", "0001_initial")]

    operations = [
        own_person_only("orders_order", "placed_by_id"),
        own_person_only("orders_order", "responsible_id"),
        own_person_only("orders_order", "expert_id"),
        own_person_only("orders_order", "ended_by_id"),
        own_person_only("orders_answer", "resolved_by_id"),
        own_person_only("orders_acceptance", "decided_by_id"),
    ]
