"""What people type into the plan."""
