import pytest

from postil.capture import decode
from postil.errors import InvalidInput

GERMAN = "<p>Die Fähre läuft für größere Häfen aus, sagte Jörg Öttinger über die Brücke.</p>"
JAPANESE = "<p>港の町は夜の船を残すことを決めた。議長は長い冬の後でそう述べた。</p>"
RUSSIAN = (
    "<p>Совет острова проголосовал за сохранение ночного парома ещё на три года, "
    "завершив зиму споров и одно очень долгое слушание, на котором говорили рыбаки и пекари.</p>"
)


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-32", "utf-16-le", "utf-16-be"])
def test_unicode_is_known_by_its_mark_or_its_shape(encoding):
    assert decode(GERMAN.encode(encoding)) == GERMAN


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        (GERMAN, "iso-8859-1"),
        (GERMAN, "windows-1252"),
        (GERMAN, "utf-8"),
        (JAPANESE, "shift_jis"),
        (JAPANESE, "euc-jp"),
        (JAPANESE, "iso-2022-jp"),
        (RUSSIAN, "windows-1251"),
        (RUSSIAN, "koi8-r"),
    ],
)
def test_the_header_says_the_encoding(text, encoding):
    assert decode(text.encode(encoding), f'text/html; charset="{encoding}"') == text


@pytest.mark.parametrize(
    "declaration",
    [
        '<meta charset="windows-1251">',
        '<meta http-equiv="Content-Type" content="text/html; charset=windows-1251">',
        '<?xml version="1.0" encoding="windows-1251"?>',
    ],
)
def test_the_page_says_the_encoding(declaration):
    assert decode((declaration + RUSSIAN).encode("windows-1251")) == declaration + RUSSIAN


@pytest.mark.parametrize(
    ("text", "encoding"), [(RUSSIAN, "windows-1251"), (JAPANESE * 8, "shift_jis"), (GERMAN, "windows-1252")]
)
def test_an_encoding_nobody_declared_is_found(text, encoding):
    assert decode(text.encode(encoding)) == text


@pytest.mark.parametrize(
    "text",
    [
        "Le maire a déclaré mardi que le bac rouvrirait après des mois de réparation, et que l'été fut gâté.",
        "El alcalde anunció el martes que el puerto volverá a abrir; señalaron un año difícil.",
        "O prefeito disse na terça-feira que o porto não reabrirá; a população está à espera de informações.",
        "Il sindaco ha detto martedì che il porto riaprirà perché la città è pronta; però non è più tempo.",
        "Borgmästaren sade på tisdagen att hamnen öppnar igen, och tackade män och kvinnor på fälten.",
        "Borgmesteren sagde tirsdag, at havnen åbner igen på søndag, og at færgen sejler før påske.",
    ],
)
def test_letters_of_western_europe_are_found_undeclared(text):
    page = f"<html><body><p>{text}</p><p>{text}</p></body></html>"
    assert decode(page.encode("iso-8859-1")) == page


@pytest.mark.parametrize(
    ("language", "text", "encoding"),
    [
        (
            "pl",
            "Burmistrz powiedział, że port otwarto, i podziękował załodze za całą zimę.",
            "iso-8859-2",
        ),
        ("cs-CZ", "Starosta v úterý řekl, že přístav bude otevřen, a poděkoval dělníkům.", "cp1250"),
        (
            "hu",
            "A polgármester szerint a kikötő újra megnyílik. Az őszi időszak nehéz volt.",
            "cp1250",
        ),
        ("he", "ראש העיר אמר ביום שלישי שהנמל ייפתח מחדש לאחר חודשים של תיקונים.", "cp1255"),
        ("ja", "港の町は夜の船を残すことを決めた。議長は長い冬の後でそう述べた。", "euc-jp"),
    ],
)
def test_the_language_of_the_page_tells_between_encodings_that_could_be_meant(language, text, encoding):
    page = f'<html lang="{language}"><body><p>{text}</p></body></html>'
    assert decode(page.encode(encoding)) == page


def test_utf8_is_read_as_utf8_though_the_page_says_latin():
    assert decode(GERMAN.encode(), "text/html; charset=iso-8859-1") == GERMAN


def test_a_wrong_declaration_does_not_win_over_the_bytes():
    page = '<meta charset="utf-8">' + RUSSIAN
    assert decode(page.encode("windows-1251")) == page


def test_latin_1_means_what_browsers_take_it_for():
    assert decode(b"<p>\x93Hello\x94</p>", "text/html; charset=iso-8859-1") == "<p>“Hello”</p>"


def test_an_unknown_encoding_is_passed_over():
    assert decode(GERMAN.encode(), "text/html; charset=klingon") == GERMAN


def test_a_page_cut_off_inside_a_letter_loses_that_letter_only():
    assert decode((GERMAN * 20).encode()[: -len("<")] + "ü".encode()[:1]).startswith(GERMAN * 19)


@pytest.mark.parametrize("data", [b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR", b"PK\x03\x04\x14\x00\x00\x00" * 9])
def test_a_file_of_another_kind_is_refused_by_name(data):
    with pytest.raises(InvalidInput) as refused:
        decode(data)
    assert refused.value.field == "html"


def test_nothing_is_empty_text():
    assert decode(b"") == ""
