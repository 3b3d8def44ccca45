"""The workbench: `streamlit run app.py -- PROJECT`, or `alignment review PROJECT`."""

import streamlit as st

st.set_page_config(page_title="Kazakh–English workbench", page_icon=":material/translate:", layout="wide")

st.navigation(
    [
        st.Page("alignment/screens/review.py", title="Review", icon=":material/rate_review:", default=True),
        st.Page("alignment/screens/overview.py", title="Overview", icon=":material/map:"),
    ],
    position="top",
).run()
