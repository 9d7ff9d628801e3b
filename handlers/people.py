"""People: leaders are named, and people without an account are linked to theirs."""

from dataclasses import dataclass

from slack_bolt import Ack, App

from handlers.call import Payload, call_of, memory_of
from handlers.desk import Desk
from handlers.form import at, values_of
from handlers.home import Homes
from models.errors import NotAllowedError
from models.eyes import leads, number_of
from models.founding import (
    leading,
    link_people,
    may_name_leaders,
    name_leaders,
    resign,
    to_link,
)
from models.linking import chosen, field_of, people_called
from models.permission import Act
from models.setting import firm_settings
from views.ids import ActionId, ViewId
from views.people import leaders_form, leaders_notice, link_form, nobody_to_link


@dataclass(frozen=True, slots=True)
class PeopleListeners:
    """Whoever is picked in Slack is met first: the directory knows what each account is."""

    desk: Desk
    homes: Homes

    def register(self, app: App) -> None:
        app.action(ActionId.PEOPLE_LEADER)(self.ask_who_leads)
        app.view(ViewId.PEOPLE_LEADER)(self.name_leaders)
        app.action(ActionId.PEOPLE_LINK)(self.ask_who_is_who)
        app.view(ViewId.PEOPLE_LINK)(self.link)

    def ask_who_leads(self, ack: Ack, body: Payload) -> None:
        call = call_of(body)
        with self.desk.looking(call) as (session, visitor):
            if not may_name_leaders(session, visitor, self.homes.founders):
                raise NotAllowedError(Act.ASSIGN)
            leaders = leading(session, firm_settings(session).today(visitor.now))
            asker = None if leaders else call.user_id
            form = leaders_form(leaders, asker, may_end=leads(session, visitor.deed))
        self.desk.slack.open_form(call.trigger_id, form.payload())
        ack()

    def name_leaders(self, ack: Ack, body: Payload, view: Payload) -> None:
        call, fields = call_of(body), values_of(view)
        picked = fields.get("people") or ()
        self.desk.meet_named(call, [("people", user_id) for user_id in picked])
        with self.desk.acting(call) as (session, visitor):
            left = people_called(session, [number_of(id_) for id_ in fields.get("person") or ()])
            with at("people"):
                named = [chosen(session, user_id) for user_id in picked]
                name_leaders(session, visitor, named, self.homes.founders)
            resign(session, visitor.deed, left)
            answer = leaders_notice([p.name for p in named], [p.name for p in left])
        ack(response_action="update", view=answer)
        self.homes.draw_again(call)

    def ask_who_is_who(self, ack: Ack, body: Payload) -> None:
        call = call_of(body)
        with self.desk.looking(call) as (session, visitor):
            people = to_link(session, visitor, self.homes.founders)
            form = link_form(people).payload() if people else nobody_to_link()
        self.desk.slack.open_form(call.trigger_id, form)
        ack()

    def link(self, ack: Ack, body: Payload, view: Payload) -> None:
        call, fields = call_of(body), values_of(view)
        ids = memory_of(view)["people"]
        picked = {id_: user_id for id_ in ids if (user_id := fields.get(field_of(id_)))}
        self.desk.meet_named(call, [(field_of(id_), user_id) for id_, user_id in picked.items()])
        with self.desk.acting(call) as (session, visitor):
            link_people(session, visitor, picked, self.homes.founders)
        ack()
        self.homes.draw_again(call)
