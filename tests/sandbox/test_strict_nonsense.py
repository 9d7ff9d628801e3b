"""Whatever JSON comes, there is an answer: nothing that is sent breaks the check."""

from copy import deepcopy

from hypothesis import given
from hypothesis import strategies as st

from sandbox.strict import check_message, check_view
from tests.sandbox.corpus import BLOCKS, ELEMENTS, actions, field, home, modal

KEYS = sorted({key for known in (*BLOCKS.values(), *ELEMENTS.values()) for key in known})
TYPES = [*BLOCKS, *ELEMENTS, "plain_text", "mrkdwn", "raw_text", "raw_number", "modal", "home"]
SCALARS = (
    st.none()
    | st.booleans()
    | st.integers()
    | st.just(10**400)
    | st.floats()
    | st.text(max_size=5)
    | st.sampled_from(TYPES)
)
JSON = st.recursive(
    SCALARS,
    lambda part: (
        st.lists(part, max_size=3) | st.dictionaries(st.sampled_from(KEYS), part, max_size=4)
    ),
    max_leaves=12,
)
SAMPLES = [*BLOCKS.values(), *map(field, ELEMENTS.values()), *map(actions, ELEMENTS.values())]


@st.composite
def damaged(draw):
    """Return a block of which one value, somewhere, is something else."""
    held = block = deepcopy(draw(st.sampled_from(SAMPLES)))
    while True:
        key = draw(st.sampled_from(list(held) if isinstance(held, dict) else range(len(held))))
        part = held[key]
        if not isinstance(part, dict | list) or not part or draw(st.booleans()):
            held[key] = draw(JSON)
            return block
        held = part


@given(JSON)
def test_any_json_is_answered(sent):
    assert isinstance(check_message(sent), list)
    assert isinstance(check_message([sent]), list)
    assert check_view(sent) != []
    assert isinstance(check_view(modal(sent)), list)


@given(damaged())
def test_a_damaged_block_is_answered_with_pointers_into_it(block):
    for faults, root in (
        (check_message([block]), "/blocks"),
        (check_view(modal(block)), "/view"),
        (check_view(home(block)), "/view"),
    ):
        assert all(fault.pointer.startswith(root) for fault in faults)
        assert all(fault.said for fault in faults)
