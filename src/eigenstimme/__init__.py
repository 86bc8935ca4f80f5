"""Eigenstimme: a company's social media, with the work handed over and the voice kept in the house."""

__version__ = "0.1.0"
