"""Requests that nobody could make by clicking: somebody sends what another one's form says."""

from copy import deepcopy

from sandbox.choosing import person


def as_if(payload, workspace, who):
    """Return a payload in which it is another who acts, as a new request."""
    user = person(workspace, who)
    forged = deepcopy(payload)
    forged["user"] = forged["user"] | {"id": user.id, "team_id": user.team_id}
    forged["trigger_id"] = f"{forged.get('trigger_id', '')}.{who}"
    if "view" in forged:
        forged["view"]["hash"] = f"{forged['view'].get('hash', '')}.{who}"
    return forged
