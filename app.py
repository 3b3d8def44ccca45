"""The workbench: `streamlit run app.py -- PROJECT`, or `alignment review PROJECT`."""

import streamlit as st

from alignment.screens import session
from alignment.screens.speech import _

st.set_page_config(page_title=_("Kazakh–English workbench"), page_icon=":material/translate:", layout="wide")

session.dress()
screen = st.navigation(
    [
        st.Page("alignment/screens/review.py", title=_("Review"), icon=":material/rate_review:", default=True),
        st.Page("alignment/screens/overview.py", title=_("Overview"), icon=":material/map:"),
        st.Page("alignment/screens/double.py", title=_("Double review"), icon=":material/group:"),
        st.Page("alignment/screens/terms.py", title=_("Glossary"), icon=":material/dictionary:"),
        st.Page("alignment/screens/projects.py", title=_("Projects"), icon=":material/folder_open:"),
        st.Page("alignment/screens/new.py", title=_("New project"), icon=":material/add:"),
    ],
    position="hidden" if session.must_log_in() else "top",
)
if session.must_log_in():
    session.ask_to_log_in()
else:
    screen.run()
