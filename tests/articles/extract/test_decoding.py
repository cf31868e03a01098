import pytest

from articles.extract.decoding import decode, encoded_once, looks_like_html, without_bad_references

REFERENCES = [
    ("a&#8;b", "ab"),
    ("a&#xFFFE;b", "ab"),
    ("&#xD800;", ""),
    ("&#99999999;", ""),
    ("&#233;", "&#233;"),
    ("&#10;", "&#10;"),
    ("&amp;", "&amp;"),
]


@pytest.mark.parametrize(("html", "expected"), REFERENCES)
def test_bad_references(html, expected):
    assert without_bad_references(html) == expected


MARKUP = [
    ("<!doctype html><p>x", True),
    ("  <html>", True),
    ("<p>one</p><p>two</p>", True),
    ("Plain text with a < b and c > d", False),
    ("A crane fell into the basin.\n\nNobody was hurt.", False),
]


@pytest.mark.parametrize(("text", "expected"), MARKUP)
def test_looks_like_html(text, expected):
    assert looks_like_html(text) is expected


def test_line_ends_become_one_kind():
    assert decode(b"a\r\nb\rc\n") == "a\nb\nc\n"


MEANT = "<p>The café said “no” – nobody’s naïve.</p>"


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        (MEANT.encode().decode("latin-1"), MEANT),
        # As Windows shows it, with the five bytes it has no letter for.
        ("".join(bytes([b]).decode("cp1252", "ignore") or chr(b) for b in MEANT.encode()), MEANT),
        (MEANT, MEANT),
        ("Ã la carte, SÃO PAULO, Â la mode", "Ã la carte, SÃO PAULO, Â la mode"),
        # Mixed with text that was encoded once: within one element it cannot be told what was meant, between two it can.
        ("<p>The cafÃ© said noÃ© naÃ¯ve – więcej</p>", "<p>The cafÃ© said noÃ© naÃ¯ve – więcej</p>"),
        (MEANT.encode().decode("latin-1") + "<b>więcej</b>", MEANT + "<b>więcej</b>"),
        # Two such letters may be somebody's own.
        ("<p>AMANHÃ”</p><p>MAÇÃ”</p><b>więcej</b>", "<p>AMANHÃ”</p><p>MAÇÃ”</p><b>więcej</b>"),
    ],
)
def test_text_that_was_encoded_twice(given, expected):
    assert encoded_once(given) == expected


TWICE = {
    "el": "Η παλιά γέφυρα κλείνει για τα φορτηγά",
    "ru": "Старый мост закрывают для грузовиков",
    "he": "הגשר הישן נסגר למשאיות",
    "ar": "إغلاق الجسر القديم أمام الشاحنات",
    "hi": "पुराना पुल ट्रकों के लिए बंद",
    "th": "ปิดสะพานเก่าสำหรับรถบรรทุก",
    "zh": "旧桥，下周一起禁止货车驶过。",
    "ja": "古い橋、月曜日から貨物車を通行止め。",
    "ko": "낡은 다리가 월요일부터 닫힌다. 트럭은 다닐 수 없다.",
    "pl": "Stary most zamknięto, ciężarówki pojadą dłużej",
}


@pytest.mark.parametrize("meant", [pytest.param(text, id=code) for code, text in TWICE.items()])
@pytest.mark.parametrize("around", ["%s", "<b>Ещё · more – więcej</b><p>%s</p>"])
def test_letters_of_any_language_that_were_encoded_twice(meant: str, around: str) -> None:
    as_bytes = "".join(bytes([byte]).decode("cp1252", "ignore") or chr(byte) for byte in meant.encode())
    assert encoded_once(around % meant.encode().decode("latin-1")) == around % meant
    assert encoded_once(around % as_bytes) == around % meant
    assert encoded_once(around % meant) == around % meant


WRITTEN = [
    ("ru", "cp1251", "Старый мост закрывают для грузовиков, сказал инженер."),
    ("ru", "koi8-r", "Старый мост закрывают для грузовиков, сказал инженер."),
    ("bg", "cp1251", "Старият мост се затваря за камиони, каза инженерът."),
    ("el", "cp1253", "Η παλιά γέφυρα κλείνει για τα φορτηγά, είπε ο μηχανικός."),
    ("el", "iso-8859-7", "Η παλιά γέφυρα κλείνει για τα φορτηγά, είπε ο μηχανικός."),
    ("tr", "cp1254", "Eski köprü kamyonlara kapatılıyor, dedi mühendis Işık Şahin."),
    ("ar", "cp1256", "إغلاق الجسر القديم أمام الشاحنات، قال المهندس."),
    ("he", "cp1255", "הגשר הישן נסגר למשאיות, אמר המהנדס."),
    ("pl", "iso-8859-2", "Stary most zamknięto dla ciężarówek, powiedział inżynier Łukasz Żak."),
    ("pl", "cp1250", "Stary most zamknięto dla ciężarówek, powiedział inżynier Łukasz Żak."),
    ("cs", "cp1250", "Starý most se zavírá pro náklaďáky, řekl inženýr Jiří Šťastný."),
    ("de", "cp1252", "Die alte Brücke wird für Lastwagen geschlossen, sagte Jürgen Groß."),
    ("fr", "iso-8859-15", "Le pont fermé à la camionnette créée en été, dit l'ingénieur."),
    ("fi", "cp1252", "Silta suljetaan yöäänestyksen jälkeen, sanoi insinööri."),
]


@pytest.mark.parametrize(("language", "written", "text"), WRITTEN)
def test_letters_go_before_a_wrong_header(language: str, written: str, text: str) -> None:
    body = f"<p>{text}</p>" * 12
    for meta in ("", f'<meta charset="{written}">', '<meta charset="iso-8859-1">'):
        page = f"<!doctype html><html lang={language}><head>{meta}</head><body>{body}</body></html>"
        assert body in (decode(page.encode(written), "text/html; charset=ISO-8859-1") or ""), meta


@pytest.mark.parametrize(("language", "written", "text"), [row for row in WRITTEN if row[0] in ("ru", "el", "pl", "he")])
def test_the_pages_word_goes_before_a_wrong_header(language: str, written: str, text: str) -> None:
    body = f"<p>{text}</p>" * 12
    page = f'<!doctype html><html><head><meta charset="{written}"></head><body>{body}</body></html>'
    assert body in (decode(page.encode(written), "text/html; charset=windows-1252") or "")


def test_what_is_declared_is_believed_where_the_letters_say_nothing() -> None:
    assert decode("<p>naïve café</p>".encode("cp1252"), "text/html; charset=windows-1252") == "<p>naïve café</p>"
    assert decode("<p>мост</p>".encode("koi8-r"), "text/html; charset=koi8-r") == "<p>мост</p>"
