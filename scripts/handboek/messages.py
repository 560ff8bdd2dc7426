"""Everything that can be wrong with what someone wrote: one Dutch text for each."""

from __future__ import annotations

from enum import unique

from handboek.problems import Saying, Text


@unique
class Message(Saying):
    """What can be wrong. The value holds what is wrong, what is allowed, and how to mend it."""

    # The file itself
    SYMLINK = Text(
        "hier staat een snelkoppeling (symbolic link) en geen gewoon bestand",
        "alleen gewone mappen en bestanden mogen",
        "zet hier het bestand zelf neer",
    )
    WRONG_FOLDER = Text(
        "dit bestand staat in de verkeerde map{hint}",
        "een voorbeeld staat in examples/<principe>/, met als principe: {allowed}",
        "verplaats het bestand naar de map van het principe waar het vooral over gaat",
    )
    NOT_MARKDOWN = Text(
        "het bestand ‘{name}’ is geen Markdown",
        "in examples/ staan alleen tekstbestanden met een naam die eindigt op .md",
        "sla de tekst op als ‘{suggestion}’, of haal het bestand hier weg",
    )
    WRONG_NAME = Text(
        "de bestandsnaam ‘{name}’ kan geen adres op de site worden",
        "een bestandsnaam heeft alleen kleine letters zonder accent, cijfers en streepjes, is 3 tot 60 tekens lang en eindigt op .md",
        "noem het bestand bijvoorbeeld ‘{suggestion}’",
    )
    RESERVED_NAME = Text(
        "de naam ‘{name}’ is al van een pagina van de site zelf",
        "elke naam mag, behalve ‘index’ en namen die beginnen met: {allowed}",
        "kies een naam die zegt waar het voorbeeld over gaat",
    )
    EMPTY = Text(
        "het bestand is leeg",
        "een voorbeeld heeft een kop met kenmerken en daaronder de tekst",
        "kopieer een bestaand voorbeeld en vul dat in",
    )
    TOO_LARGE = Text(
        "het bestand is {size} kB groot",
        "een voorbeeld is hoogstens {limit} kB",
        "maak het voorbeeld korter; één voorbeeld gaat over één situatie",
    )
    NOT_UTF8 = Text(
        "het bestand is niet opgeslagen als UTF-8 (byte {byte})",
        "alleen tekst in UTF-8 mag",
        "open het bestand en kies bij ‘Opslaan als’ de codering UTF-8",
    )
    BYTE_ORDER_MARK = Text(
        "het bestand begint met een onzichtbaar teken (een byte-order mark)",
        "alleen UTF-8 zonder byte-order mark mag",
        "kies bij ‘Opslaan als’ de codering ‘UTF-8’ en niet ‘UTF-8 met BOM’",
    )
    BAD_CHARACTER = Text(
        "{name} (U+{code}) op plaats {column} van deze regel kan niet in de PDF",
        "alleen letters, cijfers en leestekens die het lettertype kent mogen, geen emoji en geen onzichtbare tekens",
        "haal het teken weg of schrijf in woorden wat u bedoelt",
    )
    CODED_CHARACTER = Text(
        "in de tekst staat {name} (U+{code}), geschreven als code",
        "alleen letters, cijfers en leestekens die het lettertype kent mogen, ook als code",
        "haal de code weg of schrijf in woorden wat u bedoelt",
    )
    MIXED_SCRIPTS = Text(
        "het woord ‘{given}’ mengt letters van verschillende schriften",
        "een woord staat in één schrift; een Griekse of Cyrillische letter lijkt soms op een gewone",
        "typ het woord opnieuw, met gewone letters",
    )
    TOO_DENSE = Text(
        "dit stuk tekst is te groot of te ingewikkeld ({given})",
        "tussen twee lege regels staan hoogstens {limit}",
        "verdeel de tekst over kortere alinea’s, en haal weg wat geen gewone tekst is",
    )
    TOO_MANY = Text(
        "er is nog meer mis in dit bestand ({count} keer)",
        "de controle noemt hoogstens {limit} fouten in één bestand",
        "herstel eerst wat hierboven staat en controleer dan opnieuw",
    )
    PERSONAL_DATA = Text(
        "er staat {what} (‘{given}’)",
        "gegevens van personen mogen nergens in staan, ook niet in code, een verwijzing of een bron",
        "schrijf {instead}",
    )
    # The handbook's own pages
    REMOTE_IMAGE = Text(
        "de afbeelding ‘{given}’ staat op een andere site",
        "een afbeelding staat in docs/, zodat de site niets bij anderen opvraagt",
        "zet het bestand in docs/ en verwijs daarnaar",
    )
    LARGE_IMAGE = Text(
        "de afbeelding is {size} kB groot",
        "een afbeelding is hoogstens {limit} kB",
        "maak de afbeelding kleiner of bewaar haar in een andere vorm",
    )
    UNSAFE_SVG = Text(
        "in deze tekening staat iets wat kan werken of iets van elders haalt (‘{given}’)",
        "een SVG bevat alleen vormen en tekst: geen script, geen on…-kenmerk, geen adres van buiten",
        "bewaar de tekening opnieuw als eenvoudige SVG, of als PNG",
    )
    SKIPPED_LEVEL = Text(
        "de kop ‘{heading}’ slaat een niveau over (‘{given}’)",
        "een kop ligt hoogstens één niveau onder de kop erboven",
        "schrijf ‘{allowed}’, of maak er een gewone alinea van",
    )
    SECOND_TITLE = Text(
        "de kop ‘{heading}’ is een tweede titel (‘#’)",
        "een pagina heeft één titel, bovenaan",
        "schrijf ‘##’, of maak er een eigen pagina van",
    )
    NO_PAGE = Text(
        "{kind} ‘{key}’ heeft geen eigen pagina",
        "bij elk principe en elke rol in conf/handboek.toml hoort een pagina in docs/",
        "maak {page} en zet hem in docs/index.md, of haal ‘{key}’ weg uit conf/handboek.toml",
    )
    NO_ALT = Text(
        "de afbeelding ‘{given}’ heeft geen beschrijving",
        "elke afbeelding heeft een tekst voor wie haar niet ziet",
        "zet tussen de rechte haken wat erop staat: ![hier](…)",
    )
    # Front matter
    NO_FRONT_MATTER = Text(
        "de kop met kenmerken ontbreekt",
        "een voorbeeld begint met een regel ‘---’, dan de kenmerken (titel, rollen en zo verder), en weer een regel ‘---’",
        "zet ‘---’ op de eerste regel, zonder lege regel of spatie ervoor, of kopieer de kop van een ander voorbeeld",
    )
    UNCLOSED_FRONT_MATTER = Text(
        "de kop met kenmerken is niet afgesloten",
        "na de kenmerken komt een regel met alleen ‘---’",
        "zet ‘---’ op een eigen regel, onder het laatste kenmerk",
    )
    BROKEN_YAML = Text(
        "deze regel is niet te lezen ({detail})",
        "op elke regel staat een kenmerk, een dubbele punt, een spatie en de waarde",
        "kijk ook naar de regel erboven, en zet een tekst met leestekens erin tussen dubbele aanhalingstekens",
    )
    NOT_A_MAPPING = Text(
        "de kop bevat geen kenmerken",
        "op elke regel staat een kenmerk, een dubbele punt, een spatie en de waarde",
        "schrijf bijvoorbeeld ‘titel: De brief begint met het antwoord’",
    )
    YAML_ALIAS = Text(
        "de waarde begint met een * of een &",
        "die tekens hebben aan het begin van een waarde een eigen betekenis, die hier niet mag",
        "haal het teken weg, of zet de hele waarde tussen dubbele aanhalingstekens",
    )
    DUPLICATE_KEY = Text(
        "het kenmerk ‘{key}’ staat er meer dan één keer",
        "elk kenmerk komt één keer voor",
        "laat één regel staan en haal de andere weg",
    )
    UNKNOWN_KEY = Text(
        "het kenmerk ‘{key}’ bestaat niet{within}{hint}",
        "de kenmerken zijn: {allowed}",
        "verbeter de naam van het kenmerk, of haal de regel weg",
    )
    MISSING_KEY = Text(
        "het kenmerk ‘{key}’ ontbreekt{within}",
        "‘{key}’ is verplicht: {help}",
        "voeg {place} een regel toe, bijvoorbeeld ‘{key}: {example}’",
    )
    WRONG_TYPE = Text(
        "bij ‘{key}’ staat {given}",
        "bij ‘{key}’ hoort {expected}",
        "schrijf bijvoorbeeld ‘{key}: {example}’",
    )
    EMPTY_VALUE = Text(
        "bij ‘{key}’ staat niets",
        "bij ‘{key}’ hoort {expected}",
        "schrijf bijvoorbeeld ‘{key}: {example}’{otherwise}",
    )
    TOO_LONG = Text(
        "de tekst bij ‘{key}’ is {length} tekens lang",
        "hoogstens {limit} tekens mag",
        "zeg het korter; bewaar de uitleg voor de tekst zelf",
    )
    UNKNOWN_TERM = Text(
        "‘{given}’ kan niet bij ‘{key}’{hint}",
        "kies uit: {allowed}",
        "neem een van deze woorden precies over",
    )
    REPEATED_TERM = Text(
        "‘{given}’ staat meer dan één keer bij ‘{key}’",
        "elke waarde komt één keer voor",
        "laat de eerste staan en haal de andere weg",
    )
    OWN_PRINCIPLE = Text(
        "‘{given}’ staat bij ‘ook’, maar is al het hoofdprincipe",
        "‘ook’ noemt alleen andere principes dan de map waarin het bestand staat",
        "haal ‘{given}’ weg bij ‘ook’",
    )
    DATE_IN_FUTURE = Text(
        "de datum {given} ligt in de toekomst",
        "een datum tot en met {limit} mag",
        "vul bij ‘{key}’ in: {help}",
    )
    BAD_URL = Text(
        "het adres ‘{given}’ bij ‘{key}’ kan niet",
        "alleen een volledig adres mag, dat begint met https:// en geen spaties heeft",
        "kopieer het adres uit de adresbalk van uw browser; begint het met http://, probeer dan https://",
    )
    NO_SOURCE = Text(
        "het voorbeeld komt uit de praktijk, maar heeft geen bron",
        "bij ‘soort: praktijk’ hoort een bron met titel, uitgever en url",
        "voeg ‘bron’ toe, of schrijf ‘soort: bedacht’ als u het voorbeeld zelf hebt bedacht",
    )
    # The text
    HEADING_ONE = Text(
        "de kop ‘{heading}’ is een hoofdkop (met één #, of onderstreept met ===)",
        "de titel staat in de kop met kenmerken; in de tekst staan koppen met ## en ###",
        "is dit de titel, zet hem dan bij ‘titel’ en haal hem hier weg; gebruik anders ## of ###",
    )
    HEADING_LEVEL = Text(
        "de kop ‘{heading}’ heeft {given} hekjes",
        "in een voorbeeld staan koppen met ## (onderdeel) en ### (onderkop)",
        "gebruik ### of maak er een gewone alinea van",
    )
    NESTED_HEADING = Text(
        "de kop ‘{heading}’ staat in een citaat of een lijst",
        "koppen staan op een eigen regel, zonder inspringen en zonder >",
        "haal de hekjes (of de streepjes eronder) weg en maak de tekst vet met **…**",
    )
    NO_SUMMARY = Text(
        "de eerste alinea ontbreekt",
        "na de kop met kenmerken komt één alinea die zegt waar het om gaat",
        "schrijf een of twee zinnen boven ‘## {first}’",
    )
    TEXT_IN_SUMMARY = Text(
        "boven ‘## {first}’ staat meer dan één alinea tekst",
        "boven het eerste onderdeel staat precies één alinea, zonder kop",
        "voeg de alinea’s samen, of verplaats de rest naar een onderdeel",
    )
    MISSING_SECTION = Text(
        "het onderdeel ‘{section}’ ontbreekt",
        "de onderdelen zijn, in deze volgorde: {allowed}",
        "voeg een regel ‘## {section}’ toe, met daaronder de tekst: {help}",
    )
    UNKNOWN_SECTION = Text(
        "het onderdeel ‘{section}’ bestaat niet{hint}",
        "de onderdelen zijn, in deze volgorde: {allowed}",
        "{repair}",
    )
    REPEATED_SECTION = Text(
        "het onderdeel ‘{section}’ staat er meer dan één keer",
        "elk onderdeel komt één keer voor",
        "voeg de stukken samen onder één kop",
    )
    MISPLACED_SECTION = Text(
        "het onderdeel ‘{section}’ staat op de verkeerde plaats",
        "de volgorde is: {allowed}",
        "verplaats het onderdeel, met de tekst eronder",
    )
    EMPTY_SECTION = Text(
        "het onderdeel ‘{section}’ is leeg",
        "onder elke kop staat tekst",
        "schrijf onder de kop: {help}",
    )
    RAW_HTML = Text(
        "er staat HTML in de tekst (‘{given}’)",
        "alleen gewone Markdown mag: alinea’s, lijsten, citaten, tabellen, verwijzingen, vet en cursief",
        "haal de HTML weg; bedoelt u het teken <, schrijf dan \\<",
    )
    DIRECTIVE = Text(
        "er staat iets in de tekst wat in een voorbeeld niet mag (‘{given}’)",
        "alleen gewone Markdown mag: alinea’s, lijsten, citaten, tabellen, verwijzingen, vet en cursief",
        "haal dit weg en schrijf in gewone tekst wat u bedoelt",
    )
    IMAGE = Text(
        "er staat een afbeelding in de tekst",
        "een voorbeeld bestaat alleen uit tekst",
        "beschrijf in woorden wat er op de afbeelding staat",
    )
    BAD_LINK = Text(
        "de verwijzing naar ‘{given}’ kan niet",
        "een adres mag beginnen met https:// of mailto:, of een bestand in dit handboek zijn, zoals ../passend/naam.md",
        "pas het adres aan of haal de verwijzing weg",
    )
    BROKEN_LINK = Text(
        "de verwijzing naar ‘{given}’ komt nergens uit{hint}",
        "een verwijzing gaat naar een bestand in examples/ of docs/, gezien vanaf de map van dit voorbeeld",
        "kijk of de map en de naam kloppen",
    )
    # A set of principles to compare with
    SET_WRONG_NAME = Text(
        "‘{name}’ kan geen set zijn om mee te vergelijken",
        "in docs/vergelijking/ staan alleen bestanden met een naam van kleine letters, cijfers en streepjes die eindigt op .toml, en niet index.toml",
        "geef het bestand een naam zoals ‘onze-kernwaarden.toml’, of haal het hier weg",
    )
    SET_UNREADABLE = Text(
        "deze regel is niet te lezen ({detail})",
        "op elke regel staat een naam, een is-teken en een waarde; tekst staat tussen dubbele aanhalingstekens en elke naam komt één keer voor bij een norm",
        "kijk ook naar de regel erboven, of begin met een kopie van een andere set",
    )
    SET_UNKNOWN_KEY = Text(
        "de naam ‘{key}’ kan hier niet{hint}",
        "kies uit: {allowed}",
        "verbeter de naam, of haal de regel weg",
    )
    SET_MISSING_KEY = Text(
        "de regel ‘{key}’ ontbreekt",
        "‘{key}’ is verplicht: {help}",
        "voeg hier een regel toe, bijvoorbeeld ‘{key} = {example}’",
    )
    SET_WRONG_VALUE = Text(
        "bij ‘{key}’ staat niet wat daar hoort",
        "bij ‘{key}’ hoort {expected}",
        "schrijf bijvoorbeeld ‘{key} = {example}’",
    )
    SET_NO_NORMS = Text(
        "deze set heeft geen normen",
        "elke norm begint met een regel [[norm]], met daaronder naam en uitleg",
        "voeg onderaan minstens één norm toe; kopieer die uit een andere set",
    )
    SET_SAME_NORM = Text(
        "de norm ‘{name}’ staat er al",
        "elke norm komt één keer voor in een set",
        "haal een van de twee weg, of geef een van de twee een andere naam",
    )
    SET_TWICE = Text(
        "‘{given}’ staat bij ‘vooral’ en ook bij ‘ook’",
        "‘ook’ noemt alleen andere principes dan ‘vooral’",
        "haal ‘{given}’ weg bij ‘ook’",
    )
    SET_ONLY_ALSO = Text(
        "deze norm heeft ‘ook’, maar niet ‘vooral’",
        "een norm raakt vooral één principe en daarnaast misschien andere; of geen enkel, en dan blijven beide weg",
        "kies welk principe de norm het meest raakt en zet dat bij ‘vooral’",
    )
    # The examples together
    DUPLICATE_TITLE = Text(
        "de titel ‘{title}’ is ook de titel van {other}",
        "elke titel komt één keer voor",
        "geef een van de twee een andere titel",
    )
    SIMILAR_SLUG = Text(
        "de naam ‘{slug}’ lijkt te veel op die van {other}",
        "twee namen verschillen in meer dan streepjes en tekens die op elkaar lijken (zoals l, i en 1)",
        "geef een van de twee een naam die duidelijk anders is",
    )
    DUPLICATE_SLUG = Text(
        "de naam ‘{slug}’ is ook de naam van {other}",
        "elke bestandsnaam komt één keer voor, ook in een andere map",
        "geef een van de twee een andere bestandsnaam",
    )
    # The addresses
    ADDRESS_GONE = Text(
        "het adres ‘{old}’ is uitgegeven, maar de pagina {page} is er niet meer",
        "een uitgegeven adres blijft werken, want mensen hebben het bewaard en gedeeld",
        'zet de pagina terug, of zet in {file} onder [verhuisd] waar zij nu is, bijvoorbeeld: "{page}" = "{new}"',
    )
    ANCHOR_GONE = Text(
        "het adres ‘{old}’ is uitgegeven, maar die kop is er niet meer",
        "een uitgegeven adres blijft werken, want mensen hebben het bewaard en gedeeld",
        'geef de kop zijn oude tekst terug, of zet in {file} onder [verhuisd] welke kop het nu is: "{old}" = "{new}"',
    )
    NO_ADDRESS = Text(
        "‘{given}’ is geen adres op de site",
        "een adres is een pagina, soms met een kop, zoals voorbeelden/brief.html of over.html#status",
        "schrijf het adres zoals het in de adresbalk staat, zonder de naam van de site ervoor",
    )
    NOT_MOVED = Text(
        "‘{given}’ hoort hier niet",
        "in dit bestand staat alleen het onderdeel [verhuisd], met op elke regel een oud en een nieuw adres",
        "zet het adres onder [verhuisd], of haal de regel weg",
    )
    MOVED_IS_THERE = Text(
        "‘{old}’ is verhuisd, maar die pagina is er nog",
        "een adres dat verhuist, heeft zelf geen pagina meer",
        "haal deze regel weg, of geef de pagina zelf een andere naam",
    )
    MOVED_NOWHERE = Text(
        "‘{old}’ verhuist naar ‘{new}’, maar die pagina is er niet{hint}",
        "een adres verhuist naar een pagina van de site die er is",
        "vul het adres in van de pagina die de lezer nu moet krijgen",
    )
    ANCHOR_MOVED_AWAY = Text(
        "de kop ‘{old}’ verhuist naar ‘{new}’, en dat is een andere pagina",
        "een kop verhuist alleen binnen zijn eigen pagina, want de browser stuurt het deel na # niet door",
        'vul een kop van {page} in, of alleen "{page}", en verwijs daar naar de andere pagina',
    )
    ANCHOR_NOWHERE = Text(
        "‘{old}’ verhuist naar ‘{new}’, maar die kop is er niet{hint}",
        "een kop verhuist naar een kop die er is",
        "neem het deel na # over uit de adresbalk, nadat u op het teken naast de kop hebt geklikt",
    )
