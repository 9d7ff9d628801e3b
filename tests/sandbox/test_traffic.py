"""What is remembered of what was said, and who hears that something was."""

from sandbox.clock import real_clocks
from sandbox.traffic import Direction, Exchange, Traffic


def said(kind):
    at = real_clocks().wall()
    return Exchange(Direction.TO_SLACK, kind, {}, {"ok": True}, 200, at, 0.01)


def test_an_exchange_keeps_its_number():
    traffic = Traffic()
    for kind in ("one", "two"):
        traffic.record(said(kind))
    assert [(n, exchange.kind) for n, exchange in traffic.numbered()] == [(0, "one"), (1, "two")]

    traffic.clear()
    traffic.record(said("three"))

    assert [(n, exchange.kind) for n, exchange in traffic.numbered()] == [(2, "three")]
    assert traffic.recorded == 3


def test_who_listens_hears_of_each_exchange():
    traffic, heard = Traffic(), []
    traffic.listeners.append(lambda: heard.append(traffic.recorded))

    traffic.record(said("one"))
    traffic.record(said("two"))

    assert heard == [1, 2]
