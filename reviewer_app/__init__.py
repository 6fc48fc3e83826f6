"""The reviewer's desk: people look at dossiers, decide, and send one letter.

The machine's findings come from ``checker``; what people do with them is kept here.
Start at ``domain/acts.py``: every act, who may do it, and when.
"""
