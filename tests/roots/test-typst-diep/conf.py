project = "Diep"
language = "nl"
extensions = ["myst_parser", "handboek.typst"]
