"""Evidence or a person's wishes in, a plan out: what becomes of each page.

``facts`` reads a document of the report, ``certain`` plans what is beyond doubt,
``wished`` what a person asks for, ``codec`` keeps plans as JSON, ``output`` names and
writes new files. The PDF itself is rewritten by ``intake.pdf.mend``, in a locked child.
"""
