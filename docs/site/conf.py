"""Settings of the site: Sphinx reads the pages that `stage.py` puts together."""

import os

from sphinx.ext.napoleon import NumpyDocstring

os.environ["NO_COLOR"] = "1"

# Sphinx takes "A row for each figure: what happened." of a property for a type and a description.
NumpyDocstring._consume_inline_attribute = lambda self: (  # type: ignore[method-assign]
    "",
    self._dedent(self._consume_to_end()),
)

project = "escalation-timeline"
author = "The escalation-timeline authors"
copyright = "The escalation-timeline authors, Apache-2.0"
extensions = ["myst_parser", "sphinx.ext.autodoc", "sphinx.ext.napoleon"]
myst_enable_extensions = ["colon_fence"]
myst_heading_anchors = 4
default_role = "literal"  # docstrings are written with single backticks
autodoc_typehints = "none"  # the docstrings say what is given, and the signature its types
html_theme = "furo"
html_title = "Escalation timeline"
html_show_sphinx = False
html_theme_options = {"navigation_with_keys": True}
exclude_patterns = ["benchmarks"]
html_extra_path = ["explorer.html"]
