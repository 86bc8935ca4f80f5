"""The screens of the plan, one file for each noun."""
