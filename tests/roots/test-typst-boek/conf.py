project = "Het proefboek"
author = "De redactie"
release = "1.2"
language = "nl"
extensions = ["myst_parser", "sphinx_design", "handboek.typst"]
myst_enable_extensions = [
    "attrs_block",
    "attrs_inline",
    "colon_fence",
    "deflist",
    "tasklist",
    "fieldlist",
    "substitution",
]
myst_substitutions = {"naam": "vervangen tekst"}
exclude_patterns = ["_build"]
suppress_warnings = ["config.cache"]
numfig = True

typst_fonts = ["Source Sans 3"]
typst_font_paths = ["fonts"]
typst_template = "handboek.typ"
typst_documents = [
    {
        "startdoc": "index",
        "target": "proefboek",
        "title": "Het proefboek",
        "subtitle": "Alles wat een bladzijde kan bevatten, op een rij gezet voor de proef",
        "version": "1.2",
        "date": "2026-11-23",
        "author": "De redactie",
    }
]
