"""Numbers as people write them."""

import pytest

from bot.language.numbers import digits, number, plain


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("23", 23),  # plain
        ("二十三", 23),  # in words
        ("十", 10),  # ten without a one
        ("两", 2),  # as said before a counter
        ("一百零二", 102),  # with a zero between
        ("四〇一", 401),  # digit by digit
        ("①", 1),  # circled, as in a list of options
        ("１２", 12),  # full width
    ],
)
def test_a_number_is_read_however_it_is_written(text, value):
    assert number(text) == value


@pytest.mark.parametrize("text", ["", "²", "十甲", "3号", "-1"])
def test_what_is_no_number_is_refused(text):
    with pytest.raises(ValueError):
        number(text)


def test_digits_keep_leading_zeros():
    assert digits("零三零二") == "0302"


def test_plain_text_keeps_every_position():
    text = "今天，去了１２号③室　看："
    assert plain(text) == "今天,去了12号3室 看:"
    assert len(plain(text)) == len(text)
