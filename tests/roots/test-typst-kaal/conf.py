project = "Kaal"
language = "nl"
extensions = ["handboek.typst"]
