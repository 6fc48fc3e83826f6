"""Make a component of the files in a folder: ``part.css``, and ``*.js`` by name.

Streamlit takes one-line code for the name of a file; ours has many lines. Values reach
a component as data, never inside its code.
"""

from functools import cache
from pathlib import Path

import streamlit as st
from streamlit.components.v2.types import ComponentRenderer


@cache
def component(name: str) -> ComponentRenderer:
    """Return the component that lies in a folder of this name, registered once."""
    folder = Path(__file__).parent / name
    css = folder / "part.css"
    return st.components.v2.component(
        f"desk_{name}",
        html=f"<div class='part {name}'>\n</div>",
        css=css.read_text("utf-8") if css.exists() else None,
        js="\n".join(file.read_text("utf-8") for file in sorted(folder.glob("*.js"))),
    )
