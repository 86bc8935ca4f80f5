"""How dates are written, where Django's own way is not ours (``FORMAT_MODULE_PATH``).

English here is not American: the day stands before the month, the clock has 24 hours, the week begins on Monday.
"""
