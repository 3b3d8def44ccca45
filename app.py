"""The workbench for `streamlit run app.py -- PROJECT`, with the same settings as `alignment review PROJECT`."""

from alignment.workbench import page

page.show()
