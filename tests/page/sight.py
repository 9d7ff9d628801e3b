"""What must be wrong nowhere: found by axe-core, cut off at the side, too small for a finger."""

from axe_playwright_python.sync_playwright import Axe

GRAVE = {"serious", "critical"}
AXE = Axe()
CUT = """() => {
  const panes = '#sidebar .rooms, #top, #scroll, #thread .thread-list, .form-body, .popup.menu';
  const page = document.documentElement.scrollWidth > innerWidth ? ['the page'] : [];
  const shown = [...document.querySelectorAll(panes)].filter((pane) => pane.checkVisibility());
  const wide = shown.filter((pane) => pane.scrollWidth > pane.clientWidth);
  return [...page, ...wide.map((pane) => pane.id || pane.className)];
}"""
"""Returns what has more in it than its width shows; tables scroll in a frame of their own."""
SMALL = """() => {
  const pressed = ':is(#scroll, #thread, dialog, .popup) :is(button, a.button, [role=option])';
  const shown = [...document.querySelectorAll(pressed)].filter((node) => node.checkVisibility());
  const small = shown.filter((node) => {
    const box = node.getBoundingClientRect();
    return box.width < 24 || box.height < 24;
  });
  return small.map((node) => node.getAttribute('aria-label') ?? node.innerText);
}"""
"""Returns what can be pressed and is smaller than WCAG 2.2 wants it (2.5.8), in pixels."""


def grave(seat):
    """Return what a checker of accessibility finds wrong, and where."""
    found = AXE.run(seat.page).response["violations"]
    return [
        (fault["id"], [node["html"][:120] for node in fault["nodes"][:3]])
        for fault in found
        if fault["impact"] in GRAVE
    ]


def cut(seat):
    """Return the panes that are too narrow for what is in them."""
    return seat.page.evaluate(CUT)


def amiss(seat):
    """Return all that is wrong with what is on the screen now."""
    return [*grave(seat), *cut(seat), *seat.page.evaluate(SMALL)]
