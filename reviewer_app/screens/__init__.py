"""One file = one screen, exporting ``SCREEN``; it draws, asks, and decides nothing.

``screens/``, never ``pages/``: Streamlit serves such a folder on its own, and a page
here is a sheet of paper.
"""
