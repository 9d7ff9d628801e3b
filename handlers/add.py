"""Adding to the firm by hand, which leaders do: projects, clients, offerings and people."""

from dataclasses import dataclass

from slack_bolt import Ack, App

from handlers.added import ADDING, Fields
from handlers.call import Payload, call_of
from handlers.desk import Desk
from handlers.form import any_of, values_of
from handlers.home import Homes
from models.permission import Act, require
from models.post import fitting, posts
from models.setting import firm_settings
from views.adding import client_form, offering_form, person_form, project_form
from views.ids import ActionId, ViewId
from views.message import Form, option

MOST_OPTIONS = 100
SEARCHED = {ActionId.ADD_CLIENT: "client", ActionId.ADD_OFFERINGS: "offering"}


@dataclass(frozen=True, slots=True)
class AddListeners:
    """What is typed is read as the sheets read it, so that an export comes back."""

    desk: Desk
    homes: Homes

    def register(self, app: App) -> None:
        app.action(any_of(ActionId.ADD_OPEN))(self.open)
        for action in SEARCHED:
            app.options(action)(self.search)
        for view in ADDING:
            app.view(view)(self.save)

    def open(self, ack: Ack, body: Payload, action: Payload) -> None:
        call = call_of(body)
        with self.desk.looking(call) as (session, visitor):
            require(session, visitor.deed, Act.ADD, None)
            form = _form(action["value"], firm_settings(session).currency).payload()
        self.desk.slack.open_form(call.trigger_id, form)
        ack()

    def search(self, ack: Ack, body: Payload) -> None:
        kind = SEARCHED[ActionId(body["action_id"])]
        with self.desk.looking(call_of(body)) as (session, visitor):
            require(session, visitor.deed, Act.ADD, None)
            settings = firm_settings(session)
            all_posts = posts(session, settings, settings.today(visitor.now))
            same = [post for post in all_posts if post.kind == kind]
            found = sorted(fitting(same, body.get("value") or ""), key=lambda post: post.name)
        ack(options=[option(post.name, post.code).to_dict() for post in found[:MOST_OPTIONS]])

    def save(self, ack: Ack, body: Payload, view: Payload) -> None:
        call, fields = call_of(body), Fields(values_of(view))
        self.desk.meet_named(fields.user("manager"), "manager")
        with self.desk.acting(call) as (session, visitor):
            answer = ADDING[ViewId(view["callback_id"])](session, visitor, fields)
        ack(response_action="update", view=answer)
        self.homes.draw_again(call)


def _form(what: str, currency: str) -> Form:
    match what:
        case "project":
            return project_form(currency)
        case "client":
            return client_form()
        case "offering":
            return offering_form()
        case _:
            return person_form()
