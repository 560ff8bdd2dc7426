"""Handboek: Markdown in docs/ and examples/ becomes a site and PDFs."""
