"""Adding to the firm by hand, which leaders do: projects, clients, offerings and people."""

from dataclasses import dataclass, replace
from typing import Any

from slack_bolt import Ack, App

from handlers.added import ADDING, Fields
from handlers.call import Call, Payload, call_of, memory_of
from handlers.desk import Desk
from handlers.form import any_of, values_of
from handlers.home import Homes
from handlers.show import redraw
from models.people_errors import NearNameError
from models.permission import Act, require
from models.ports import Session
from models.post import fitting, name_by_code, posts
from models.setting import firm_settings
from models.visitor import Visitor
from views.adding import FORMS, Adding
from views.ids import ActionId, ViewId
from views.message import Form, option

MOST_OPTIONS = 100
SEARCHED = {ActionId.ADD_CLIENT: "client", ActionId.ADD_OFFERINGS: "offering"}
OPENED = {
    "project": ViewId.ADD_PROJECT,
    "client": ViewId.ADD_CLIENT,
    "offering": ViewId.ADD_OFFERING,
}


@dataclass(frozen=True, slots=True)
class AddListeners:
    """What is typed is read as the sheets read it, so that an export comes back."""

    desk: Desk
    homes: Homes

    def register(self, app: App) -> None:
        app.action(any_of(ActionId.ADD_OPEN))(self.open)
        app.action(ActionId.ADD_MORE)(self.show_more)
        for action in SEARCHED:
            app.options(action)(self.search)
        for view in ADDING:
            app.view(view)(self.save)

    def open(self, ack: Ack, body: Payload, action: Payload) -> None:
        """Open an empty form; from the window of what was added before, in its place."""
        call, window = call_of(body), body.get("view") or {}
        with self.desk.looking(call) as (session, visitor):
            opened = OPENED.get(action["value"], ViewId.ADD_PERSON)
            form = _form(session, visitor, opened, Adding()).payload()
        if window.get("type") == "modal":
            redraw(self.desk.slack, window, form)
        else:
            self.desk.slack.open_form(call.trigger_id, form)
        ack()

    def show_more(self, ack: Ack, body: Payload) -> None:
        """Draw the open form with all of its fields; what was typed stays."""
        view = body["view"]
        with self.desk.looking(call_of(body)) as (session, visitor):
            standing = replace(_standing_in(view), has_more=True)
            form = _form(session, visitor, view["callback_id"], standing).payload()
        redraw(self.desk.slack, view, form)
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
        self.desk.meet_named(call, [("manager", fields.user("manager"))])
        try:
            with self.desk.acting(call) as (session, visitor):
                answer = ADDING[ViewId(view["callback_id"])](session, visitor, fields)
        except NearNameError as near:
            ack(response_action="update", view=self._asked(call, view, near).payload())
            return
        ack(response_action="update", view=answer)
        self.homes.draw_again(call)

    def _asked(self, call: Call, view: Payload, near: NearNameError) -> Form:
        """Return the form as it was filled, with the question whether this is another one."""
        with self.desk.looking(call) as (session, visitor):
            standing = replace(_standing_in(view), near=near.name)
            return _form(session, visitor, view["callback_id"], standing)


def _standing_in(view: Payload) -> Adding:
    """Return what stands in a form now, saved or not."""
    memory: dict[str, Any] = memory_of(view)
    near = memory.get("near")
    return Adding(
        values=values_of(view),
        near=near if isinstance(near, str) else None,
        has_more=bool(memory.get("more")),
    )


def _form(session: Session, visitor: Visitor, opened: str, adding: Adding) -> Form:
    require(session, visitor.deed, Act.ADD, None)
    values = adding.values
    codes = [code for code in (values.get("client"), *(values.get("offerings") or ())) if code]
    names = name_by_code(session, codes)
    currency = firm_settings(session).currency
    return FORMS[opened](replace(adding, currency=currency, names=names))
