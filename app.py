"""The workbench: `streamlit run app.py -- PROJECT`, or `alignment review PROJECT`."""

from alignment.workbench import page

page.show()
