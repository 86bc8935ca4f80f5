"""The screens on which the plan comes in and goes out."""
