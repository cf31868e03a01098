import pytest

from articles.extract.decoding import decode, encoded_once, language_of, looks_like_html, without_bad_references

SENTENCES = [
    ("en", "The crane that had fallen into the basin was lifted on Monday, and the ferries are back on their route."),
    ("de", "Der Kran, der in das Becken gefallen war, wurde am Montag gehoben, und die Fähren sind wieder auf ihrer Strecke."),
    ("fr", "La grue qui est tombée dans le bassin a été relevée lundi, et les bateaux sont de nouveau sur leur route."),
    ("es", "La grúa que se cayó en el puerto fue levantada el lunes, y los barcos están de nuevo en su ruta."),
    ("pt", "O guindaste que caiu na bacia foi levantado na segunda-feira, e os barcos não são mais um problema para o porto."),
    ("it", "La gru che è caduta nel bacino è stata sollevata lunedì, e i traghetti sono di nuovo sulla loro rotta."),
    ("nl", "De kraan die in het bekken was gevallen is maandag gelicht, en de veerboten zijn weer op hun route."),
    ("sv", "Kranen som föll i bassängen lyftes på måndagen, och färjorna är tillbaka på sin rutt efter att det blev stopp."),
    (
        "pl",
        "Dźwig, który wpadł do basenu, został podniesiony w poniedziałek, a promy są już na swojej trasie i nie ma problemu.",
    ),
    ("cs", "Jeřáb, který spadl do přístavu, byl v pondělí vyzvednut a trajekty jsou už na své trase, ale není to bez potíží."),
    ("tr", "Havuza düşen vinç pazartesi günü kaldırıldı ve feribotlar için yeni bir sefer planı daha çok yolcu ile başladı."),
    ("ru", "Кран, который упал в бассейн, был поднят в понедельник, и паромы уже на своем маршруте, но это не все."),
    ("uk", "Кран, який упав у басейн, був піднятий у понеділок, і пороми вже на своєму маршруті, але це ще не все."),
    ("ar", "تم رفع الرافعة التي سقطت في الحوض يوم الاثنين وعادت العبارات إلى مسارها بعد أن كانت قد توقفت عن العمل."),
    ("ckb", "لە کوردستان لە سەر ئەو بابەتە کە بە هۆی کەوتنی کرێنەوە بوو هەروەها بۆ کەشتییەکان لەگەڵ ئەم بەندەرە."),
    ("zh", "掉入港池的起重机星期一被吊起，渡轮恢复了原来的航线。"),
    ("ja", "港に落ちたクレーンは月曜日に引き上げられ、フェリーは元の航路に戻った。"),
    ("ko", "항구에 떨어진 크레인이 월요일에 인양되어 여객선이 원래 항로로 돌아왔다."),
    (None, "1234 5678"),
    (None, ""),
]


@pytest.mark.parametrize(("language", "sentence"), SENTENCES)
def test_language(language, sentence):
    assert language_of(sentence) == language


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
        # Mixed with text that was encoded once: what was meant cannot be told.
        (MEANT.encode().decode("latin-1") + " – więcej", MEANT.encode().decode("latin-1") + " – więcej"),
    ],
)
def test_text_that_was_encoded_twice(given, expected):
    assert encoded_once(given) == expected
