"""Evidence and labels in, figures out: how right the eyes are, and others.

``labels`` reads what is true, ``scores`` holds the measures, ``accuracy`` the questions,
``rivals`` what a user would pick instead.
"""
