"""Room: results and evidence into bytes.

One module without a leading underscore is one format and exports ``REPORT``. All
formats draw on the same objects (``_report``, ``_document``) or rows (``_view``), so
that a number never differs between two of them. Nothing here measures or judges.
"""
