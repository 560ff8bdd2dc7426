"""Sphinx's settings. What makes an edition its own is in handboek.toml, beside this file."""

from pathlib import Path

from handboek.clock import edition
from handboek.layout import Layout
from handboek.settings import load_settings
from handboek.sphinx_settings import book, checksum, digest, pdf_colours, styles, translations

layout = Layout.find(Path(__file__).parent)
settings = load_settings(layout)
this = edition(layout)

project = settings.site.title
author = settings.site.publisher
copyright = "CC0 1.0"  # noqa: A001 - Sphinx's own name
version = release = this.version
language = "nl"
root_doc = "index"
primary_domain = "handboek"
extensions = ["myst_parser", "sphinx_design", "handboek.typst", "handboek.extension"]
handboek_settings_digest = digest(layout)
locale_dirs = [str(translations(layout))]

# Markdown
myst_enable_extensions: list[str] = []  # what is not needed is not allowed

# Site
html_theme = "furo"
html_title = settings.site.title
html_baseurl = settings.site.url
style_folder = styles(layout, settings)
html_static_path = ["static", str(style_folder)]
html_js_files = [("handboek.js", {"defer": "defer"})]
templates_path = ["templates"]
html_copy_source = False
html_show_sourcelink = False
html_show_sphinx = False
html_use_index = False
html_permalinks_icon = "#"
html_theme_options = {"top_of_page_buttons": []}
# Pages name the style sheet with a sum of it, so they are written again when it changes.
html_context = {"site": settings.site, "edition": this, "styles": checksum(style_folder)}

# PDF
typst_template = "typst/handboek.typ"
typst_font_paths = ["fonts"]
typst_fonts = ["Source Sans 3"]
typst_colors = pdf_colours(settings)
typst_documents = [book(settings, this)]
