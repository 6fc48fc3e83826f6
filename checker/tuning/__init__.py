"""Evidence and labels in, figures out: how right the eyes are, and what others do.

``labels`` reads what is true, ``scores`` holds the measures, ``accuracy`` asks the
questions, ``rivals`` are what a user would pick instead.
"""
