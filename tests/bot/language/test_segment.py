"""Words, and the places that the street teaches."""

from bot.language.segment import tagged, teach, words


def test_words_joined_are_the_text_again():
    text = "今天去看了王阿婆，血压偏高。"
    assert "".join(words(text)) == text
    assert "血压" in words(text)


def test_a_taught_estate_is_one_word():
    teach(["虹湾柳岸苑"])
    assert "虹湾柳岸苑" in words("我住虹湾柳岸苑三号楼")


def test_a_name_of_a_person_is_tagged_as_one():
    assert ("李建国", "nr") in tagged("李建国在家")
