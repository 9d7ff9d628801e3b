import pytest

from handlers.markup import headline, in_plain_words, mentioned

NAMES = {"U0ANA": "Ana Lind"}


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("<@U0ANA> and <@U0BEN> and <@U0BEN|ben>", "Ana Lind and someone and someone"),
        ("see <#C1|apollo> and <#C2> and <#C3|>", "see #apollo and a channel and a channel"),
        ("<!here> <!channel>", "@here @channel"),
        ("<!subteam^S1|@sales> on <!date^1^{date}|12 Mar>", "@sales on 12 Mar"),
        ("<https://a.example/x|the plan>, <https://a.example>", "the plan, https://a.example"),
        ("<mailto:a@b.example|a@b.example> <tel:123|123>", "a@b.example 123"),
        ("R&amp;D &lt;b&gt; &amp;lt;", "R&D <b> &lt;"),
        ("*bold* _slanted_ ~gone~ *_both_*", "bold slanted gone both"),
        ("snake_case_name 2*3*4 a * b * c", "snake_case_name 2*3*4 a * b * c"),
        ("a <b> c < d", "a <b> c < d"),
        ("```code```", "code"),
        ("  \n ", ""),
    ],
)
def test_markup_is_undone(text, words):
    assert in_plain_words(text, NAMES) == words


def test_who_is_spoken_of_is_found_once():
    assert mentioned("<@U1> <@U2|ben> <@U1> <#C1> @U3") == {"U1", "U2"}


@pytest.mark.parametrize(
    ("words", "line"),
    [
        ("• Late data\nmore", "Late data"),
        ("---\n\n> Late   data ", "Late data"),
        ("one two three four", "one two…"),
        ("x" * 20, "x" * 9 + "…"),
        ("🚀🚀", ""),
        ("", ""),
        ("日本語", "日本語"),
    ],
)
def test_the_first_line_that_says_something_is_the_title(words, line):
    assert headline(words, 10 if len(words) > 15 and "\n" not in words else 120) == line


@pytest.mark.parametrize(
    ("words", "title"),
    [
        ("Data came late. We lost two days.\nMore", "Data came late"),
        ("Why was it late again? Nobody asked.", "Why was it late again?"),
        ("Hi all. Data came late, e.g. on Friday.", "Hi all. Data came late, e.g. on Friday."),
        ("Ärger mit Daten. Über zwei Tage", "Ärger mit Daten"),
        ("テストデータの到着が遅れた。二日なくした", "テストデータの到着が遅れた"),
    ],
)
def test_a_first_sentence_is_the_title(words, title):
    assert headline(words, 80) == title


def test_no_text_takes_long():
    for text in ("*a " * 9000, "<" * 40_000, "<@" * 20_000, "_*~" * 9000):
        assert len(in_plain_words(text, NAMES)) <= 20_000
