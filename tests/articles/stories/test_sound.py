"""One key for a name, however it is written; another one for another name."""

import pytest

from articles.stories.sound import sound_key


@pytest.mark.parametrize(
    "forms",
    [
        [("Soleimani", "en"), ("Сулеймани", "ru"), ("سليماني", "ar"), ("Suleymani", "tr"), ("ΣΟΛΕΪΜΑΝΙ", "el")],
        [("Goethe", "de"), ("Гёте", "ru"), ("Göthe", "sv")],
        [("Vartic", "en"), ("Вартик", "ru"), ("Вартік", "uk")],
        [("Драгиева", "ru"), ("Dragiev", "en"), ("Dragieva", "cs")],
        [("Qasem", "en"), ("Kasem", "de"), ("قاسم", "ar")],
        [("Wolkow", "de"), ("Волков", "ru"), ("Volkov", "en")],
        [("Путиным", "ru"), ("Putin", "en"), ("Путина", "bg")],
        [("Erdoğan", "tr"), ("Эрдоган", "ru"), ("Erdogan", "en")],
        [("القاهرة", "ar"), ("والقاهرة", "ar")],
    ],
)
def test_forms_of_one_name(forms: list[tuple[str, str]]):
    assert len({sound_key(*form) for form in forms}) == 1, [sound_key(*form) for form in forms]


@pytest.mark.parametrize(
    ("one", "other"), [("Merkel", "Macron"), ("Assad", "Abadi"), ("Lindner", "Laschet"), ("Paris", "Berlin")]
)
def test_other_names_sound_otherwise(one: str, other: str):
    assert sound_key(one, "en") != sound_key(other, "en")
