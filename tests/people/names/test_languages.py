"""Articles of our own in other languages than English: who is found there, and that nobody else is."""

from datetime import date

import pytest

from postil.people import open_finder
from postil.people.names.languages import is_english

DAY, TODAY = date(2019, 5, 2), date(2025, 11, 30)
GERMAN = """Bundeskanzlerin Angela Merkel hat am Donnerstag in Berlin den französischen Präsidenten \
Emmanuel Macron empfangen. Außenminister Heiko Maas nahm an dem Gespräch teil.

„Wir brauchen mehr Zeit“, sagte Merkel. Die Bäckerin Anna Hofstetter aus Bamberg sah den Konvoi \
vorbeifahren. Am Willy-Brandt-Platz standen Hunderte Menschen."""
FRENCH = """Le président de la République, Emmanuel Macron, a reçu jeudi à l’Élysée la chancelière \
allemande Angela Merkel. Le premier ministre Édouard Philippe était présent.

« Nous avançons », a déclaré M. Macron. Sur la place Charles-de-Gaulle, Juliette Morvan, une \
institutrice de Brest, attendait depuis l’aube."""
SPANISH = """El presidente del Gobierno, Pedro Sánchez, viajó el jueves a Bruselas para reunirse con \
Donald Tusk. El ministro de Asuntos Exteriores, Josep Borrell, lo acompañó.

«No habrá otra reunión», dijo Sánchez. En la calle Alcalá, Lucía Ferrero, maestra de Toledo, no quiso \
opinar."""
ITALIAN = """Il presidente del Consiglio Giuseppe Conte ha incontrato giovedì a Palazzo Chigi il \
ministro dell’Interno Matteo Salvini. Il presidente della Repubblica Sergio Mattarella è stato \
informato.

«Andiamo avanti», ha detto Conte. In via Garibaldi il fornaio Elio Bassani ha chiuso prima."""
POLISH = """Prezydent Andrzej Duda wrócił w czwartek do Warszawy po rozmowach w Paryżu. Nie było go \
przez dwa dni.

„To dobra decyzja”, powiedział Duda. Na placu Piłsudskiego nauczycielka Hanna Zawadzka rozdawała \
ulotki."""
TURKISH = """Cumhurbaşkanı Recep Tayyip Erdoğan perşembe günü Ankara’da Dışişleri Bakanı Mevlüt \
Çavuşoğlu ile görüştü. Öğretmen Elif Karadağ meydanda bekledi.

Erdoğan, “Karar verildi” dedi."""

NOUNS = """Das Schiff lag seit Tagen vor Rostock, und das Lesen der Akten ist eine Art Geduldsprobe. Art und \
Weise der Prüfung seien nicht das Ziel, sagte der Lotse Paul Habig. Paul Habigs Bericht liegt dem Gericht vor.

Am Donnerstag sprach auch Luise Brandner vom Hafenamt mit Konrad Veit und dem Kapitän. Im \
Julius-Kühn-Institut und im Karl Seitz Stadion blieb es still. „Sein Tod hat uns alle getroffen“, sagte \
Brandner über einen Matrosen. Sein Bruder war nicht da. Donald Trumps Zölle nannte Ursula von der Leyen \
einen Fehler."""


def people(text):
    cards = open_finder().cast(text, DAY, today=TODAY, scope="page")
    return {card.person.name: [mention.text for mention in card.mentions] for card in cards}


@pytest.mark.parametrize(
    ("text", "found"),
    [
        (GERMAN, ["Angela Merkel", "Emmanuel Macron", "Heiko Maas", "Anna Hofstetter"]),
        (FRENCH, ["Emmanuel Macron", "Angela Merkel", "Édouard Philippe", "Juliette Morvan"]),
        (SPANISH, ["Pedro Sánchez", "Donald Tusk", "Josep Borrell", "Lucía Ferrero"]),
        (ITALIAN, ["Giuseppe Conte", "Matteo Salvini", "Sergio Mattarella", "Elio Bassani"]),
        (
            NOUNS,
            ["Paul Habig", "Luise Brandner", "Konrad Veit", "Donald Trump", "Ursula von der Leyen"],
        ),
        (POLISH, ["Andrzej Duda", "Hanna Zawadzka"]),
        (TURKISH, ["Recep Tayyip Erdogan", "Mevlüt Çavuşoğlu", "Elif Karadağ"]),
    ],
    ids=["German", "French", "Spanish", "Italian", "German with many nouns", "Polish", "Turkish"],
)
def test_the_people_of_an_article_are_found_and_nobody_else(text, found):
    assert list(people(text)) == found


@pytest.mark.parametrize(
    ("text", "name", "short"),
    [
        (GERMAN, "Angela Merkel", "Merkel"),
        (FRENCH, "Emmanuel Macron", "Macron"),
        (SPANISH, "Pedro Sánchez", "Sánchez"),
        (ITALIAN, "Giuseppe Conte", "Conte"),
        (TURKISH, "Recep Tayyip Erdogan", "Erdoğan"),
    ],
)
def test_a_family_name_alone_means_whom_the_article_names_in_full(text, name, short):
    assert short in people(text)[name]


@pytest.mark.parametrize(
    "text",
    [
        "Президент России Владимир Путин в четверг провёл в Кремле встречу с Ангелой Меркель.",
        "Ο πρωθυπουργός Αλέξης Τσίπρας μίλησε την Πέμπτη στην Αθήνα.",
        "استقبل الرئيس المصري عبد الفتاح السيسي يوم الخميس في القاهرة المستشارة الألمانية أنغيلا ميركل.",
        "国家主席习近平星期四在北京会见了德国总理默克尔。国务院总理李克强参加了会见。",
        "安倍晋三首相は木曜日、東京でドイツのメルケル首相と会談した。",
        "문재인 대통령은 목요일 서울에서 앙겔라 메르켈 독일 총리를 만났다.",
    ],
    ids=["Russian", "Greek", "Arabic", "Chinese", "Japanese", "Korean"],
)
def test_in_other_scripts_nobody_is_looked_for(text):
    assert people(text) == {}


def test_an_english_article_full_of_foreign_names_is_english():
    assert is_english(
        "Ursula von der Leyen met Manuel de la Cruz and Luis da Silva at the Palais de la Paix."
    )
    assert not any(is_english(text) for text in (GERMAN, FRENCH, SPANISH, ITALIAN, POLISH, TURKISH))
