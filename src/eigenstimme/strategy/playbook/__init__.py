"""The playbook (Strategiehandbuch, ST1): what is asked in which chapter, and how the answers are read.

``outline`` says what a chapter is made of, ``chapters`` which there are, ``live`` those that are kept elsewhere in the
product, ``reading`` what a page, a briefing or a PDF draws, ``comparison`` what two versions differ in.
"""
