"""The script that the preview runs: the app before a faked desk."""

import streamlit as st

from reviewer_app.app import run
from tests.app.fakes_app import FakeDesk


@st.cache_resource
def desk() -> FakeDesk:
    return FakeDesk()


run(desk())
