"""User objects as Slack sends them."""


def user(id_, name="Somebody", email=None):
    return {
        "id": id_,
        "team_id": "T0CLOVER00",
        "name": name.casefold().replace(" ", "."),
        "deleted": False,
        "real_name": name,
        "tz": "Europe/Berlin",
        "profile": {"real_name": name, "email": email},
        "is_admin": False,
        "is_owner": False,
        "is_primary_owner": False,
        "is_restricted": False,
        "is_ultra_restricted": False,
        "is_bot": False,
        "updated": 2_100_000_000,
    }
