"""Texts in the code page of their language that do not say which it is, as spreadsheets and old systems write them."""

import json
from pathlib import Path

import pytest

from articles.extract import code_pages
from articles.extract.decoding import decode
from tests.loaders.formats.reading import came_of

TEXTS = {
    ("de", "cp1252"): "Die Stadt schließt zwei Grundschulen. Henrike Voß sagte, die Zahl der Kinder sei gesunken; Gebühren steigen.",
    ("pt", "cp1252"): "A prefeitura anunciou que vai racionar a água em doze bairros. A situação é crítica; os caminhões não chegaram.",
    ("fr", "cp1252"): "Le maire a annoncé la fermeture de l’école. À Besançon, les élèves iront où l’on voudra dès la rentrée.",
    ("es", "cp1252"): "El alcalde anunció ayer el cierre de la línea. «No hay otra opción», señaló. ¿Quién pagará por los niños?",
    ("it", "cp1252"): "Il sindaco ha annunciato che la città chiuderà due scuole. «È una decisione difficile», ha detto, perché costa.",
    ("sv", "cp1252"): "Staden stänger två skolor nästa år. Det är ett svårt beslut, säger borgmästaren Åsa Öberg till föräldrarna.",
    ("da", "cp1252"): "Byen lukker to skoler næste år. »Det er svært,« siger borgmester Søren Ærø, og børnene må køre længere på arbejde.",
    ("fi", "cp1252"): "Kaupunki sulkee kaksi koulua ensi vuonna. Päätös oli vaikea, sanoi pormestari Mäkinen, ja äänestys järjestetään pian.",
    ("is", "cp1252"): "Bærinn lokar tveimur skólum. Þetta var erfið ákvörðun, sagði bæjarstjórinn, og börnin þurfa að ferðast lengra.",
    ("en", "cp1252"): "The council’s plan — “a mess,” she said — costs £3.4m, and the café’s owner wasn’t pleased with any of it.",
    ("pl", "cp1250"): "Miasto zamknie dwie szkoły w przyszłym roku. To była trudna decyzja, powiedział burmistrz Łukasz Żak, a dzieci będą jeździć.",
    ("cs", "cp1250"): "Město zavře dvě školy. Bylo to těžké rozhodnutí, řekl starosta Jiří Šťastný. Děti budou jezdit dál než dříve.",
    ("hu", "cp1250"): "A város két iskolát bezár jövőre. Nehéz döntés volt, mondta a polgármester, és a gyerekeknek többet kell utazniuk.",
    ("hr", "cp1250"): "Grad zatvara dvije škole. Bila je to teška odluka, rekao je gradonačelnik Šime Žižić. Djeca će putovati dalje.",
    ("pl", "iso-8859-2"): "Miasto zamknie dwie szkoły w przyszłym roku. Burmistrz Łukasz Żak mówił, że dzieci będą jeździć dalej.",
    ("tr", "cp1254"): "Şehir gelecek yıl iki okulu kapatıyor. Belediye başkanı İsmail Yılmaz zor bir karardı dedi, çocuklar üzgün.",
    ("lt", "cp1257"): "Miestas kitąmet uždarys dvi mokyklas. Tai buvo sunkus sprendimas, sakė meras, vaikams teks važiuoti toliau.",
    ("lv", "cp1257"): "Pilsēta nākamgad slēgs divas skolas. Tas bija grūts lēmums, sacīja mērs. Bērniem būs jābrauc tālāk.",
    ("ru", "cp1251"): "Город закроет две школы в следующем году. Это было трудное решение, сказал мэр, и дети будут ездить дальше.",
    ("el", "cp1253"): "Ο δήμος κλείνει δύο σχολεία. «Ήταν δύσκολη απόφαση», είπε ο δήμαρχος, και τα παιδιά θα ταξιδεύουν μακρύτερα.",
    ("ja", "cp932"): "市は来年、二つの学校を閉校する。市長は「難しい決断だった」と述べた。子どもたちは遠くまで通うことになる。",
}  # fmt: skip

SHAPES = {
    "a.csv": lambda text: f'Datum;Titel;Text\n04.03.2026;{text[-15:]};"{text}"\n',
    "a.txt": lambda text: f"{text}\n",
    "a.md": lambda text: f"---\ntitle: {text[-15:]}\n---\n{text}\n",
    "a.jsonl": lambda text: json.dumps({"title": text[-15:], "text": text}, ensure_ascii=False) + "\n",
    "a.eml": lambda text: f"From: desk@tide.example\nSubject: News\nDate: Mon, 2 Mar 2026 07:00:00 +0000\n\n{text}\n",
}


@pytest.mark.parametrize("name", SHAPES)
@pytest.mark.parametrize(("language", "page"), TEXTS)
def test_a_text_is_read_in_the_code_page_of_its_language(tmp_path: Path, language: str, page: str, name: str) -> None:
    text = TEXTS[language, page]
    came = came_of(tmp_path, name, SHAPES[name](text).encode(page))
    assert [" ".join(a.body.split()) for a in came.articles] == [text]


@pytest.mark.parametrize(("language", "page"), TEXTS)
def test_a_page_that_declares_nothing_is_read_so_too(language: str, page: str) -> None:
    text = TEXTS[language, page]
    assert text in (decode(f"<html><body><p>{text}</p><p>{text}</p></body></html>".encode(page)) or "")


def test_of_two_languages_neither_is_lost(tmp_path: Path) -> None:
    texts = [TEXTS["de", "cp1252"], TEXTS["pt", "cp1252"], TEXTS["sv", "cp1252"]]
    rows = "".join(f'Titel;"{text}"\n' for text in texts)
    came = came_of(tmp_path, "a.csv", f"Titel;Text\n{rows}".encode("cp1252"))
    assert [a.body for a in came.articles] == texts


def test_noise_is_no_text() -> None:
    assert code_pages.likeliest(bytes(range(256)) * 40) is None or decode(bytes(range(256)) * 40) is None


@pytest.mark.parametrize("name", ["a.csv", "a.jsonl"])
def test_letters_that_come_late_in_a_file_are_not_lost(tmp_path: Path, name: str) -> None:
    text = TEXTS["en", "cp1252"]
    plain = [
        f"Row {number} of the harbour's book of ships. The council met, and went home again. " * 3 for number in range(500)
    ]
    rows = [*plain, text]
    if name == "a.csv":
        raw = "Title;Text\n" + "".join(f'Piece {number};"{row}"\n' for number, row in enumerate(rows))
    else:
        raw = "".join(
            json.dumps({"title": f"Piece {number}", "text": row}, ensure_ascii=False) + "\n" for number, row in enumerate(rows)
        )
    came = came_of(tmp_path, name, raw.encode("cp1252"))
    assert len(came.articles) == len(rows)
    assert any(text in article.body for article in came.articles)
    assert not any("\ufffd" in article.body for article in came.articles)


def test_a_damaged_letter_of_utf_8_is_said_to_be_one(tmp_path: Path) -> None:
    text = (
        "Die Stadt schließt zwei Grundschulen, und die Gebühren steigen noch einmal, sagte die Bürgermeisterin am Montag. " * 2
    )
    raw = (json.dumps({"title": "Größe", "text": text}, ensure_ascii=False) + "\n").encode()
    broken = raw.replace("ühren".encode(), "ühren".encode()[1:], 1)
    came = came_of(tmp_path, "a.jsonl", raw * 300 + broken.replace(b"zwei", b"drei"))
    assert any("Geb\ufffdhren" in article.body for article in came.articles)
