"""What is typed becomes rich text and mrkdwn, as by Slack's field; what is no markup stays."""

import pytest

from sandbox.writing import rewrite, write

BOLD, LEAN, GONE, CODE = ({name: True} for name in ("bold", "italic", "strike", "code"))


def text(words, **style):
    return {"type": "text", "text": words} | ({"style": style} if style else {})


def section(*leaves):
    return {"type": "rich_text_section", "elements": [*leaves]}


def quote(*leaves):
    return {"type": "rich_text_quote", "elements": [*leaves]}


def listed(style, *items, **more):
    inner = [section(text(item)) for item in items]
    return {"type": "rich_text_list", "style": style, "indent": 0, **more, "elements": inner}


def site(words):
    return {"type": "link", "url": f"http://{words}", "text": words}


def mail(words):
    return {"type": "link", "url": f"mailto:{words}", "text": words}


PRE = {"type": "rich_text_preformatted", "border": 0, "elements": [text("if a < b:\n  *go*")]}
BEN = {"type": "user", "user_id": "U0BEN000000"}
LINK = {"type": "link", "url": "https://example.org/a_b_c?d=1&e"}
SLASHED = {"type": "link", "url": "https://x.org/", "style": LEAN}
TYPED = [
    ("so *bold* it is", [section(text("so "), text("bold", **BOLD), text(" it is"))], None),
    (
        "*all _of_ it* ~now~",
        [
            section(
                text("all ", **BOLD),
                text("of", **BOLD, **LEAN),
                text(" it", **BOLD),
                text(" "),
                text("now", **GONE),
            )
        ],
        None,
    ),
    ("snake_case_name 2*3*4 a~b~c * x *", None, None),
    (
        "run `a *b* <c>`",
        [section(text("run "), text("a *b* <c>", **CODE))],
        "run `a *b* &lt;c&gt;`",
    ),
    (
        "> one\n> two\nthree",
        [quote(text("one\ntwo")), section(text("three"))],
        "&gt; one\n&gt; two\nthree",
    ),
    ("- one\n- two", [listed("bullet", "one", "two")], "• one\n• two"),
    ("7. one\n8. two", [listed("ordered", "one", "two", offset=6)], None),
    ("```if a < b:\n  *go*```", [PRE], "```if a &lt; b:\n  *go*```"),
    ("*@ben* knows", [section({**BEN, "style": BOLD}, text(" knows"))], "*<@U0BEN000000>* knows"),
    (
        ":tada: at 10:30:45",
        [section({"type": "emoji", "name": "tada"}, text(" at 10:30:45"))],
        None,
    ),
    (
        "see https://example.org/a_b_c?d=1&e.",
        [section(text("see "), LINK, text("."))],
        "see <https://example.org/a_b_c?d=1&amp;e>.",
    ),
    (
        "ask ann@x.com, not ben.o@mail.x.org",
        [section(text("ask "), mail("ann@x.com"), text(", not "), mail("ben.o@mail.x.org"))],
        "ask <mailto:ann@x.com|ann@x.com>, not <mailto:ben.o@mail.x.org|ben.o@mail.x.org>",
    ),
    (
        "*_ann@x.com_*",
        [section({**mail("ann@x.com"), "style": BOLD | LEAN})],
        "*_<mailto:ann@x.com|ann@x.com>_*",
    ),
    (
        "see www.x.com/a_b?c=1&d, or www.x.com.",
        [
            section(
                text("see "),
                site("www.x.com/a_b?c=1&d"),
                text(", or "),
                site("www.x.com"),
                text("."),
            )
        ],
        "see <http://www.x.com/a_b?c=1&amp;d|www.x.com/a_b?c=1&amp;d>, or <http://www.x.com|www.x.com>.",
    ),
    ("_https://x.org/_", [section(SLASHED)], "_<https://x.org/>_"),
    ("`ann@x.com`", [section(text("ann@x.com", **CODE))], None),
    ("an@b @x.com www. www.x a@b.c ann@x.com2 awww.x.com", None, None),
    ("see :tbd: there, :10:, :tada:da and :tbd:tada:", None, None),
    ("<@U0BEN000000> & <!channel>", None, "&lt;@U0BEN000000&gt; &amp; &lt;!channel&gt;"),
]
"""What is typed, what is drawn (nothing: the same words), and its text (nothing: the same)."""


@pytest.mark.parametrize(("typed", "drawn", "stored"), TYPED)
def test_what_is_typed(workspace, typed, drawn, stored):
    ana, apollo = workspace.users["U0ANA000000"], workspace.channels["C0APOLLO000"]

    message = write(workspace, ana, apollo, typed)

    assert message.blocks[0]["elements"] == (drawn or [section(text(typed))])
    assert message.text == (stored or typed)

    rewrite(workspace, message, "*again*")
    assert message.blocks[0]["elements"] == [section(text("again", **BOLD))]


def test_a_file_may_come_without_words(workspace):
    ana, apollo = workspace.users["U0ANA000000"], workspace.channels["C0APOLLO000"]

    assert write(workspace, ana, apollo, "").blocks == []
