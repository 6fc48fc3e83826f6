"""Files to pages: what a file is, which item it answers, and views of its pages.

Only ``intake.pdf`` touches a PDF library, and only inside a locked child process.
"""
