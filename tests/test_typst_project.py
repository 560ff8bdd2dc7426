"""Someone else's project: large, in both languages, with every node that its docs can hold."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from pdftext import missing_texts
from pdftree import PdfTree
from PIL import Image
from sphinx.testing.util import SphinxTestApp

PAGES = 210

CONF = """
project = "Een ander project"
author = "Iemand anders"
release = "2.0"
language = "nl"
extensions = ["myst_parser", "sphinx_design", "sphinx.ext.todo", "sphinx.ext.autodoc",
              "sphinx.ext.ifconfig", "handboek.typst"]
myst_enable_extensions = ["attrs_block", "attrs_inline", "colon_fence", "deflist", "tasklist",
                          "fieldlist", "substitution", "strikethrough", "html_image"]
todo_include_todos = True
numfig = True
suppress_warnings = ["myst.strikethrough", "design.card_legacy"]
typst_image_without_alt = "artifact"
"""
RST = """
Onderdeel {n}
=============

.. _doel-{n}:
.. index:: onderdeel {n}, pair: lus; {n}

.. _zonder-titel-{n}:

Tekst met *nadruk*, **sterk**, ``code``, :kbd:`Ctrl+C`, :guilabel:`Opslaan`,
:menuselection:`Bestand --> Open`, :abbr:`AVG (verordening)`, :sub:`laag`, :sup:`hoog`,
:file:`/etc/{{naam}}`, :index:`trefwoord`, :term:`begrip-{n}`, :command:`ls`, :pep:`8`,
:samp:`x{{y}}`, :dfn:`definitie`, :title:`Titel`, een noot [#een]_, nog eens [#een]_
en een andere [#twee]_. Zie :ref:`het doel <doel-{n}>`, :ref:`lijsten-{n}`, :doc:`m{n}`, :numref:`tabel-{n}` en |wat|.

.. |wat| replace:: vervangen

.. [#een] De eerste noot met ``code``.
.. [#twee] De tweede noot.

   Met een tweede alinea.

.. _lijsten-{n}:

Lijsten
-------

* een

  * twee

    #. drie

* vier

term
   betekenis
term : soort
   nog een

:veld: waarde
:param x: iets

-a         optie
--lang=X   lange optie

.. glossary::

   begrip-{n}
      Uitleg.

.. hlist::
   :columns: 2

   * links
   * rechts

| regel een
|   regel twee

.. _tabel-{n}:

.. table:: Een tabel

   +---------+------------------+
   | Kop     | Kop              |
   +=========+==================+
   | a       | - in             |
   |         | - cel            |
   |         |                  |
   |         | == ==            |
   |         | c  d             |
   |         | == ==            |
   |         | 1  2             |
   |         | == ==            |
   +---------+------------------+

.. csv-table:: Waarden
   :header: "a", "b"

   "1", "2"

Vakken
------

.. note:: Let op.
.. seealso:: Elders.
.. admonition:: Eigen titel

   Inhoud.

.. topic:: Onderwerp

   Inhoud.

.. sidebar:: Terzijde
   :subtitle: ondertitel

   Inhoud.

.. versionadded:: 1.0
   Nieuw.
.. versionchanged:: 1.1
   Anders.
.. deprecated:: 1.2
   Weg.
.. versionremoved:: 1.3

.. todo:: Nog doen.

.. epigraph:: Een motto.

   -- Iemand

.. pull-quote:: Nog een motto.

.. rubric:: Tussenkop

.. centered:: Midden

.. only:: html

   Niet op papier.

.. only:: typst

   Wel op papier.

.. ifconfig:: release == "2.0"

   Alleen in deze uitgave.

.. container:: eigen

   In een vak zonder naam.

.. compound::

   Samen.

   En nog iets.

Code
----

.. code-block:: python
   :caption: Een stuk code
   :name: code-{n}
   :linenos:
   :emphasize-lines: 2

   def f(x):
       return "{lang}"

::

   letterlijk

>>> 1 + 1
2

.. parsed-literal::

   met *nadruk*

.. literalinclude:: stuk.py

.. productionlist::
   som{n}: term "+" term
   term{n}: getal

.. py:function:: groet{n}(naam: str, *, hoe="x") -> str

   :param naam: wie
   :returns: een groet

.. py:class:: Ding{n}(a[, b])

   .. py:attribute:: kleur
      :type: str
      :value: "rood"

.. option:: --diep{n} <n>

   Hoe diep.

.. envvar:: PAD{n}

.. c:function:: int tel{n}(const char *x, int n)

.. js:function:: doe{n}(x, y)

.. rst:directive:: mijn{n}

.. describe:: iets{n}

   Beschreven.

Beeld
-----

.. image:: rood.png
.. image:: rood.jpg
   :width: 3cm
.. image:: rood.gif
   :align: right
.. image:: rood.webp
   :target: https://www.example.org/
.. figure:: vak.svg
   :alt: Een vak
   :name: fig-{n}

   Het bijschrift.

   De toelichting.

.. math zou hier niet kunnen

.. raw:: html

   <b>weg</b>

.. raw:: typst

   #strong[zelf geschreven]

.. comment

----

.. tab-set::

   .. tab-item:: Een

      Inhoud.

.. dropdown:: Meer

   Inhoud.

.. grid:: 2

   .. grid-item-card:: Kaart
      :link: m{n}
      :link-type: doc

      Inhoud
      +++
      Voet

.. button-link:: https://www.example.org/knop
   :color: primary

   Knop

:bdg-primary:`merk` :octicon:`report;1em` :fas:`star`
"""
MYST = """
# Pagina {n}

(naar-{n})=
Tekst met *nadruk*, **sterk**, `code`, ~~weg~~, {{kbd}}`F1`, [link](r{n}.rst), [doel](#naar-{n}),
<https://www.example.org/>, noot[^a] en weer[^a]. {{bdg-warning-line}}`rand` {{doc}}`r{n}`

[^a]: De noot, met [link](https://www.example.org/noot).

- [ ] te doen
- [x] gedaan
  - [ ] dieper

Term
: Betekenis
: Tweede

  Met alinea.

:veld: waarde

| a | b |
|:--|--:|
| 1 | **2** |

```{{list-table}} Lijst
:header-rows: 1
:stub-columns: 1

* - a
  - b
* - c
  - ![in een cel](vak.svg)
```

::::{{tab-set}}
:::{{tab-item}} Eerste
Inhoud
```python
x = 1
```
:::
:::{{tab-item}} Tweede
- lijst
:::
::::

:::{{dropdown}} Uitklap
:open:
{{bdg}}`x`
:::

::::{{grid}} 2
:gutter: 2
:::{{grid-item}}
Los
:::
:::{{grid-item-card}} Kaart
```{{card-header}}
Boven
```
Inhoud
```{{card-footer}}
Onder
```
:::
::::

::::{{card-carousel}} 2
:::{{card}} A
a
:::
:::{{card}} B
b
:::
::::

```{{button-ref}} r{n}
:ref-type: doc
:expand:
Naar het onderdeel
```

```{{figure}} rood.png
:alt: Rood
Bijschrift met *nadruk*
```

<img src="rood.png" alt="html" width="20px">

> Citaat
> > Dieper

1. een
2. twee
   ```
   code in een lijst
   ```

```{{eval-rst}}
.. versionadded:: 3.0
   Nieuw hier.
```

***

%  commentaar

```{{code-block}} text
:caption: Lang
{lang}
```

## Tweede niveau
### Derde niveau
#### Vierde niveau
##### Vijfde niveau
"""
LONG = "x" * 300 + " " + "regel " * 60
INDEX = """
Een ander project
=================

.. toctree::
   :caption: Alles
   :numbered:
   :glob:

   deel*

* :ref:`genindex`
* :ref:`search`
"""


def picture(folder: Path, name: str) -> None:
    Image.new("RGB", (8, 8), "red").save(folder / name)


def write_project(src: Path, pages: int) -> None:
    src.mkdir()
    (src / "conf.py").write_text(CONF, "utf-8")
    (src / "index.rst").write_text(INDEX, "utf-8")
    (src / "stuk.py").write_text("x = 1\n", "utf-8")
    (src / "vak.svg").write_text(
        '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><path d="M0 0h9v9z"/></svg>'
    )
    for kind in ("png", "jpg", "gif", "webp"):
        picture(src, f"rood.{kind}")
    half = pages // 2
    for part in range(3):
        names = [f"   {kind}{n}" for n in range(part, half, 3) for kind in "rm"]
        title = f"Deel {part}\n======\n\n.. toctree::\n\n"
        (src / f"deel{part}.rst").write_text(title + "\n".join(names) + "\n", "utf-8")
    for n in range(half):
        (src / f"r{n}.rst").write_text(RST.format(n=n, lang=LONG), "utf-8")
        (src / f"m{n}.md").write_text(MYST.format(n=n, lang=LONG), "utf-8")


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Iterator[SphinxTestApp]:
    src = tmp_path_factory.mktemp("ander") / "src"
    write_project(src, PAGES)
    app = SphinxTestApp("typst", srcdir=src)
    app.build()
    yield app
    app.cleanup()


def test_it_gives_no_warnings(project: SphinxTestApp) -> None:
    assert project.warning.getvalue() == ""


def test_every_page_is_in_it(project: SphinxTestApp) -> None:
    pdf = PdfTree(Path(project.outdir) / "document.pdf")
    assert len(pdf.pages) > PAGES
    headings = [tag.text for tag in pdf.root.all("H2")]
    for n in range(PAGES // 2):
        assert f"Onderdeel {n}" in headings
        assert f"Pagina {n}" in headings
    text = pdf.root.text
    assert "Wel op papier." in text
    assert "Niet op papier." not in text
    assert "zelf geschreven" in text
    assert "Toegevoegd in versie 1.0: Nieuw." in text
    assert "Codefragment\u00a01" in text
    assert text.count("De eerste noot met") == PAGES // 2


def test_nothing_is_lost(tmp_path: Path) -> None:
    write_project(tmp_path / "src", 2)
    app = SphinxTestApp("typst", srcdir=tmp_path / "src")
    app.build()
    tree = app.builder.book.tree
    app.cleanup()
    assert missing_texts(tree, Path(app.outdir) / "document.pdf") == []


def test_it_is_made_from_the_command_line(tmp_path: Path) -> None:
    src, out = tmp_path / "src", tmp_path / "uit"
    write_project(src, 4)
    program = [sys.executable, "-m", "sphinx", "-b", "typst", "-W", "-q", src, out]
    done = subprocess.run(program, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert (out / "document.pdf").is_file()
