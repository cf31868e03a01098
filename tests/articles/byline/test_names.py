import pytest

from articles.byline.names import split, usual_case

CASES = [
    ("JANE DOE", None, "Jane Doe"),
    ("jane doe", None, "Jane Doe"),
    ("Jane DOE", None, "Jane Doe"),
    ("Sandee LaMotte", None, "Sandee LaMotte"),
    ("JEAN-PIERRE DURAND", "fr", "Jean-Pierre Durand"),
    ("SEAN O'BRIEN", "en", "Sean O'Brien"),
    ("ANGUS MCALPINE", "en", "Angus McAlpine"),
    ("ANGUS McALPINE", "en", "Angus McAlpine"),
    ("FLORA MACDONALD", "en", "Flora MacDonald"),
    ("GIUSEPPE MACCHI", "it", "Giuseppe Macchi"),
    ("LUDWIG VAN DER BERG", "nl", "Ludwig van der Berg"),
    ("JEAN DE LA TOUR", "fr", "Jean de la Tour"),
    ("MARIA DA SILVA", "pt", "Maria da Silva"),
    ("MARCO DI STEFANO", "it", "Marco Di Stefano"),
    ("AJ SMITH", "en", "AJ Smith"),
    ("TJ SMITH", "en", "TJ Smith"),
    ("LI MING", "en", "Li Ming"),
    ("J. K. DOE", "en", "J. K. Doe"),
    ("AYŞE YILMAZ", "tr", "Ayşe Yılmaz"),
    ("İBRAHİM IŞIK", "tr", "İbrahim Işık"),
    ("АННА ПЕТРОВА", "ru", "Анна Петрова"),
    ("ΓΙΩΡΓΟΣ ΠΑΠΠΑΣ", "el", "Γιωργος Παππας"),
]


@pytest.mark.parametrize(("name", "lang", "cased"), CASES)
def test_usual_case(name: str, lang: str | None, cased: str) -> None:
    assert usual_case(name, lang) == cased


SPLITS = [
    ("Jane Doe", "en", "Jane", "Doe", None),
    ("Jane Q. Doe", "en", "Jane Q.", "Doe", None),
    ("Mary Jane Doe", "en", "Mary Jane", "Doe", None),
    ("Ludwig van der Berg", "nl", "Ludwig", "van der Berg", "van der"),
    ("Amin Al Masri", "en", "Amin", "Al Masri", "Al"),
    ("Jean de La Tour", "fr", "Jean", "de La Tour", "de La"),
    ("Della Street", "en", "Della", "Street", None),
    ("Ana Pérez", "es", "Ana", "Pérez", None),
    ("Ana Pérez López", "es", "Ana", "Pérez López", None),
    ("José Luis Pérez", "es", "José Luis", "Pérez", None),
    ("Ana María Pérez López", "es", "Ana María", "Pérez López", None),
    ("Ana Pérez de la Torre", "es", "Ana Pérez", "de la Torre", "de la"),
    ("Ana Souza Lima", "pt", "Ana Souza", "Lima", None),
    ("Kovács Anna", "hu", "Anna", "Kovács", None),
    ("Иванов Иван Петрович", "ru", "Иван Петрович", "Иванов", None),
    ("Иван Петрович Иванов", "ru", "Иван Петрович", "Иванов", None),
    ("Li Xiaoming", "en", "Xiaoming", "Li", None),
    ("Xiaoming Li", "en", "Xiaoming", "Li", None),
    ("Kim Min-soo", "en", "Min-soo", "Kim", None),
    ("Kim Basil", "en", "Kim", "Basil", None),
    ("李明", "zh", "明", "李", None),
    ("欧阳娜", "zh", "娜", "欧阳", None),
    ("約翰・史密斯", "zh", "約翰", "史密斯", None),
    ("山田 太郎", "ja", "太郎", "山田", None),
    ("山田太郎", "ja", "太郎", "山田", None),
    ("김철수", "ko", "철수", "김", None),
    ("남궁민수", "ko", "민수", "남궁", None),
    ("Budi Santoso", "id", None, None, None),
    ("Nguyễn Văn An", "vi", None, None, None),
    ("Madonna", "en", None, None, None),
    ("محمد بن سالم", "ar", "محمد", "بن سالم", "بن"),
]


@pytest.mark.parametrize(("name", "lang", "given", "family", "particle"), SPLITS)
def test_split(name: str, lang: str, given: str | None, family: str | None, particle: str | None) -> None:
    parts = split(name, lang)
    assert (parts.given, parts.family, parts.particle) == (given, family, particle)
