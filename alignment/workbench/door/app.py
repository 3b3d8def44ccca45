"""The script that Streamlit runs. Its settings stand beside it, in `.streamlit`; a clone has both at its top as well."""

from alignment.workbench import page

page.show()
