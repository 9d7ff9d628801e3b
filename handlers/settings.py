"""Settings: everybody's own, and those of the firm."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from slack_bolt import Ack, App

from handlers.answer import send
from handlers.call import Payload, call_of, marks_in, memory_of
from handlers.desk import Desk
from handlers.form import any_of, values_of
from handlers.home import Homes
from handlers.room import check_digest_room, public_words
from handlers.show import redraw
from models.edit import Marks, mark, marks
from models.eyes import number_of
from models.people_errors import MissingError
from models.permission import Act, Deed, require
from models.place import Choices, currencies, holiday_places, matching, zones
from models.ports import Session
from models.preference import CHOICES, Wanted, prefer, preferences, zone_of
from models.room import Room
from models.setting import FirmSettings, firm_settings
from models.tuning import change_settings, is_set
from models.visitor import Visitor, enrol
from views.ids import ActionId, ViewId
from views.message import option
from views.settings import firm_settings_form, my_settings_form, settings_message

SEARCHED: dict[ActionId, Callable[[], Choices]] = {
    ActionId.SETTINGS_ZONE: zones,
    ActionId.SETTINGS_HOLIDAYS: holiday_places,
    ActionId.SETTINGS_CURRENCY: currencies,
}
NUMBERS = ("weekly_on", "weekly_hour", "cadence", "digest_on", "digest_hour")


@dataclass(frozen=True, slots=True)
class SettingsListeners:
    """A form that is saved shows on Home, or beside the message that it was opened from."""

    desk: Desk
    homes: Homes

    def register(self, app: App) -> None:
        app.action(ActionId.SETTINGS_MINE)(self.open_mine)
        app.view(ViewId.SETTINGS_MINE)(self.save_mine)
        app.action(any_of(ActionId.SETTINGS_BACK))(self.come_back)
        app.action(ActionId.SETTINGS_FIRM)(self.open_firm)
        app.view(ViewId.SETTINGS_FIRM)(self.save_firm)
        for action in SEARCHED:
            app.options(action)(self.search)

    def open_mine(self, ack: Ack, body: Payload) -> None:
        call = call_of(body)
        memory: dict[str, Any] = {"answer_to": body.get("response_url")}
        with self.desk.looking(call) as (session, visitor):
            mine = preferences(session, visitor.person, visitor.now)
            memory["opened"] = marks({name: getattr(mine, name) for name in CHOICES})
            form = my_settings_form(mine, memory).payload()
        self.desk.slack.open_form(call.trigger_id, form)
        ack()

    def save_mine(self, ack: Ack, body: Payload, view: Payload) -> None:
        call, fields = call_of(body), values_of(view)
        wanted = _wanted(fields, marks_in(memory_of(view)))
        with self.desk.acting(call) as (session, visitor):
            person = enrol(session, visitor.slack_user_id)
            prefer(session, Deed(person, visitor.now), person, wanted)
            answer = settings_message(preferences(session, person, visitor.now)).payload()
        ack()
        if not send(
            self.desk.slack, memory_of(view).get("answer_to"), answer, replace_original=False
        ):
            self.homes.draw_again(call)

    def come_back(self, ack: Ack, body: Payload, action: Payload) -> None:
        """Take back an absence at once; what else was chosen in the open form stays there."""
        call, view = call_of(body), body["view"]
        with self.desk.acting(call) as (session, visitor):
            person = enrol(session, visitor.slack_user_id)
            back = Wanted({}, back=frozenset([number_of(action.get("value"))]))
            prefer(session, Deed(person, visitor.now), person, back)
            mine = preferences(session, person, visitor.now)
            form = my_settings_form(mine, memory_of(view)).payload()
        redraw(self.desk.slack, view, form)
        ack()
        self.homes.draw_again(call)

    def open_firm(self, ack: Ack, body: Payload) -> None:
        call = call_of(body)
        with self.desk.looking(call) as (session, visitor):
            require(session, visitor.deed, Act.SET_UP, None)
            opened = marks(firm_settings(session).model_dump(mode="json"))
            firm = _settings(session, visitor)
            today = firm.today(visitor.now)
            form = firm_settings_form(firm, {"opened": opened}, today).payload()
        self.desk.slack.open_form(call.trigger_id, form)
        ack()

    def save_firm(self, ack: Ack, body: Payload, view: Payload) -> None:
        call, fields = call_of(body), values_of(view)
        changes = _choices(fields)
        changed = _changed(changes, marks_in(memory_of(view)))
        channel = changed.get("digest_channel")
        room = self.desk.room(channel) if channel else None
        again: dict[str, Any] | None = None
        with self.desk.acting(call) as (session, visitor):
            if channel:
                check_digest_room(session, room)
            if channel and memory_of(view).get("seen") != channel:
                again = _asked_again(session, visitor, room, (view, changes))
            if again is None:
                # one value at least: that they were looked at is worth a row
                looked_at = {"time_zone": changes["time_zone"]}
                change_settings(session, visitor.deed, changed or looked_at)
        if again:
            ack(response_action="update", view=again)
            return
        ack()
        self.homes.draw_again(call)

    def search(self, ack: Ack, body: Payload) -> None:
        """Offer the zones, places or currencies that fit what is typed."""
        with self.desk.looking(call_of(body)):
            choices = SEARCHED[ActionId(body["action_id"])]()
            found = matching(choices, body.get("value") or "")
        ack(options=[option(one.label, one.value).to_dict() for one in found])


def _choices(fields: dict[str, Any]) -> dict[str, Any]:
    """Read what was chosen for the firm; it works on one day at least."""
    changes = _numbers(fields)
    changes["weekdays"] = sorted(int(day) for day in fields["weekdays"])
    if not changes["weekdays"]:
        raise MissingError(field="weekdays")
    return changes | {"quiet_weeks": list(changes.get("quiet_weeks") or ())}


def _asked_again(
    session: Session, visitor: Visitor, room: Room | None, sent: tuple[Payload, dict[str, Any]]
) -> dict[str, Any] | None:
    """Return the form once more where others than leaders would read the digest, and say so."""
    require(session, visitor.deed, Act.SET_UP, None)
    view, changes = sent
    firm = _settings(session, visitor)
    today = firm.today(visitor.now)
    why = public_words(session, room, today)
    if why is None:
        return None
    chosen = firm.model_copy(update=changes)
    memory = memory_of(view) | {"seen": changes["digest_channel"]}
    return firm_settings_form(chosen, memory, today, why).payload()


def _changed(values: dict[str, Any], opened: Marks) -> dict[str, Any]:
    """Return what is no longer as it was when the form was opened: the rest is nobody's wish."""
    return {name: value for name, value in values.items() if mark(value) != opened.get(name)}


def _wanted(fields: dict[str, Any], opened: Marks) -> Wanted:
    """Read a person's wishes; an absence needs both of its days."""
    start_on, end_on = fields["start_on"], fields["end_on"]
    if start_on and not end_on:
        raise MissingError(field="end_on")
    if end_on and not start_on:
        raise MissingError(field="start_on")
    choices = _changed({name: _numbers(fields)[name] for name in CHOICES}, opened)
    away = (start_on, end_on) if start_on else None
    return Wanted(choices, away)


def _settings(session: Session, visitor: Visitor) -> FirmSettings:
    """Return what is set; before a time zone ever was, with that of who looks."""
    settings = firm_settings(session)
    if is_set(session, "time_zone"):
        return settings
    return settings.model_copy(update={"time_zone": zone_of(session, visitor.person, settings)})


def _numbers(fields: dict[str, Any]) -> dict[str, Any]:
    """Return the fields, those that are numbers as such."""
    return {
        name: int(value) if name in NUMBERS and value is not None else value
        for name, value in fields.items()
    }
