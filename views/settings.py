"""Settings: a person's own, in one line and as a form, and those of the firm."""

from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from typing import Any

from slack_sdk.models import blocks as kit

from models.absence import Absence, spans
from models.place import currency_label, place_label, zone_label
from models.planning.agenda import week_of
from models.preference import Preferences
from models.room import Readership
from models.setting import FirmSettings
from views.field import day_of, field, menu_of, search_of, ticks_of
from views.ids import ActionId, ViewId
from views.mark import day_words
from views.message import Form, Message, button, inert, numbered, option, section, small

WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
DAYS = [option(name, number) for number, name in enumerate(WEEKDAYS)]
HOURS = [option(f"{hour:02}:00", hour) for hour in range(24)]
WEEKS_AHEAD = 52
MOST_ABSENCES = 10
MOST_SPANS = 3
"""In one line."""


def preference_words(mine: Preferences) -> str:
    """Say in one line when the weekly message comes, and when it does not."""
    zone = zone_label(mine.time_zone)
    return (
        f"Weekly message: {WEEKDAYS[mine.weekly_on]}s at"
        f" {mine.weekly_hour:02}:00, {zone}; away: {_away(mine)}"
    )


def settings_message(mine: Preferences) -> Message:
    """Confirm a person's settings beside the message that they were changed from."""
    return Message(f"Saved. {preference_words(mine)}")


def _away(mine: Preferences) -> str:
    away = [span_words(span, mine.today) for span in spans(mine.absences)]
    more = f" and {len(away) - MOST_SPANS} more" if len(away) > MOST_SPANS else ""
    return (", ".join(away[:MOST_SPANS]) + more) or "none"


def span_words(span: tuple[date, date], day: date) -> str:
    """Say from when to when somebody is away, with the last day: "3 Jun", "1 to 19 Dec"."""
    start_on, last_on = span[0], span[1] - timedelta(days=1)
    last = day_words(last_on, day)
    if start_on == last_on:
        return last
    is_one_month = (start_on.year, start_on.month) == (last_on.year, last_on.month)
    return f"{start_on.day if is_one_month else day_words(start_on, day)} to {last}"


def my_settings_form(mine: Preferences, memory: Mapping[str, Any]) -> Form:
    """Ask a person for the day and hour, the time zone, and when they are away."""
    blocks: list[kit.Block] = [
        field("weekly_on", "Day", menu_of("weekly_on", DAYS, mine.weekly_on), optional=False),
        field(
            "weekly_hour", "Hour", menu_of("weekly_hour", HOURS, mine.weekly_hour), optional=False
        ),
        _zone(mine.time_zone),
        field("start_on", "Away from", day_of("start_on")),
        field("end_on", "Back on", day_of("end_on"), hint="The first day at work again."),
        *_absences(mine),
    ]
    return Form(ViewId.SETTINGS_MINE, "Your settings", blocks, memory=memory)


def _zone(name: str) -> kit.Block:
    chosen = option(zone_label(name), name)
    menu = search_of(ActionId.SETTINGS_ZONE, "Search for a city", chosen)
    return field("time_zone", "Time zone", menu, optional=False)


def _absences(mine: Preferences) -> Iterator[kit.Block]:
    if not mine.absences:
        yield small("Away: none")
        return
    for absence in mine.absences[:MOST_ABSENCES]:
        yield section(f"Away {_days(absence, mine.today)}", _remove(absence))
    if len(mine.absences) > MOST_ABSENCES:
        yield small(f"and {len(mine.absences) - MOST_ABSENCES} later ones")


def _days(absence: Absence, day: date) -> str:
    return span_words((absence.start_on, absence.end_on), day)


def _remove(absence: Absence) -> kit.ButtonElement:
    return button("Remove", numbered(ActionId.SETTINGS_BACK, absence.id), absence.id)


def firm_settings_form(
    firm: FirmSettings, memory: Mapping[str, Any], today: date, why: str | None = None
) -> Form:
    """Ask a leader for what holds for the whole firm; `why` it is asked once more."""
    place = option(place_label(firm.holidays), firm.holidays) if firm.holidays else None
    money = option(currency_label(firm.currency), firm.currency)
    currency = search_of(ActionId.SETTINGS_CURRENCY, "Search for a currency", money)
    cadence = kit.NumberInputElement(
        action_id="cadence",
        is_decimal_allowed=False,
        initial_value=str(firm.cadence),
        min_value="1",
        max_value="60",
    )
    blocks = [
        _zone(firm.time_zone),
        field("holidays", "Public holidays", search_of(ActionId.SETTINGS_HOLIDAYS, "None", place)),
        field(
            "weekdays", "Working days", ticks_of("weekdays", DAYS, firm.weekdays), optional=False
        ),
        field("currency", "Currency of new projects", currency, optional=False),
        field(
            "cadence",
            "Report every … working days",
            cadence,
            optional=False,
            hint="A project of which nothing was said for so long, and two days more, is due.",
        ),
        field(
            "weekly_on",
            "Weekly message: day",
            menu_of("weekly_on", DAYS, firm.weekly_on),
            optional=False,
        ),
        field(
            "weekly_hour",
            "Weekly message: hour",
            menu_of("weekly_hour", HOURS, firm.weekly_hour),
            optional=False,
        ),
        small("Day and hour hold for those who chose none themselves."),
        *warning(why),
        channel_field(firm.digest_channel),
        field(
            "digest_on",
            "Leaders' digest: day",
            menu_of("digest_on", DAYS, firm.digest_on),
            optional=False,
        ),
        field(
            "digest_hour",
            "Leaders' digest: hour",
            menu_of("digest_hour", HOURS, firm.digest_hour),
            optional=False,
        ),
        _quiet(firm, today),
    ]
    return Form(ViewId.SETTINGS_FIRM, "Firm settings", blocks, memory=memory)


def readership_words(readership: Readership) -> str:
    """Say who reads in a channel beside leaders, and what the digest leaves out for them.

    The name is as it was typed.
    """
    count = readership.others
    if not count:
        return f"#{readership.name}: only leaders read there."
    who = "1 person who does not lead reads"
    if count > 1:
        who = f"{count:,} people who do not lead read"
    return f"#{readership.name}: {who} there. Amounts are left out."


def warning(words: str | None) -> Iterator[kit.Block]:
    """Say above the channel, in a form that comes back once, what its second click does."""
    if words:
        yield section(f"*{inert(words, 200)}* Press the button again if it may be posted there.")


def channel_field(channel: str | None) -> kit.InputBlock:
    """Ask in which channel the leaders' digest is posted."""
    menu = kit.ConversationSelectElement(
        action_id="digest_channel",
        initial_conversation=channel,
        filter=kit.ConversationFilter(
            include=["public", "private"],
            exclude_bot_users=True,
            exclude_external_shared_channels=True,
        ),
        placeholder=kit.PlainTextObject(text="Choose a channel"),
    )
    hint = "Amounts are in it only where leaders alone read. No guests; /invite @Trefoil first."
    return field("digest_channel", "Leaders' digest in", menu, hint=hint)


def _quiet(firm: FirmSettings, today: date) -> kit.InputBlock:
    """Ask for the weeks in which nobody is asked; those that are over are left out."""
    monday = today - timedelta(days=today.weekday())
    mondays = [monday + timedelta(weeks=n) for n in range(WEEKS_AHEAD)]
    weeks = [(week_of(day), day) for day in mondays]
    options = [option(f"Week of {day_words(day, today)}", week) for week, day in weeks]
    chosen = [one for one in options if one.value in firm.quiet_weeks]
    menu = kit.StaticMultiSelectElement(
        action_id="quiet_weeks",
        options=options,
        initial_options=chosen or None,
        placeholder=kit.PlainTextObject(text="None"),
    )
    return field("quiet_weeks", "Quiet weeks", menu, hint="I ask nobody then, and post no digest.")
