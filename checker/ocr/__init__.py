"""Pictures of pages to words with boxes and confidence: one file, one reader.

Each public module exports READER, a class: ``READER()`` makes a reader or raises
SettingsError saying what to install; ``READER.is_available()`` asks first. Readers
know nothing of pages, PDFs or facts.
"""
