"""The digest on demand: a leader looks at it before it is posted, or takes its spreadsheet."""

import logging
from dataclasses import dataclass

from slack_bolt import Ack, App, Respond

from handlers.answer import say
from handlers.call import Payload, call_of
from handlers.desk import Desk
from handlers.show import LOST, lay
from handlers.slack import File
from models.digest.digest import digest_of
from models.digest.moment import moment_at
from models.digest.sheet import sheet_rows
from models.permission import Act, require
from models.ports import Session
from models.serving_errors import NotSentError
from models.setting import firm_settings
from models.visitor import Visitor
from models.withheld import as_told
from views.digest import preview_view, sheet_notice, sheet_sent
from views.digest_sheet import as_of_words, digest_workbook, sheet_name
from views.ids import ActionId

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class DigestListeners:
    """The buttons stand on leaders' Homes and under the digest, where others may click them too."""

    desk: Desk

    def register(self, app: App) -> None:
        app.action(ActionId.DIGEST_PREVIEW)(self.preview)
        app.action(ActionId.DIGEST_SHEET)(self.send_sheet)

    def preview(self, ack: Ack, body: Payload) -> None:
        """Lay before a leader what would be posted now."""
        with self.desk.looking(call_of(body)) as (session, visitor):
            require(session, visitor.deed, Act.SEE_FIRM, None)
            settings = firm_settings(session)
            moment = moment_at(session, settings, visitor.now)
            view = preview_view(digest_of(session, settings, moment))
        lay(self.desk.slack, body, view)
        ack()

    def send_sheet(self, ack: Ack, body: Payload, respond: Respond) -> None:
        """Send a leader every open project, to the conversation that nobody else reads."""
        call = call_of(body)
        with self.desk.looking(call) as (session, visitor):
            file = _sheet(session, visitor)
        if not self.desk.slack.send_file(call.user_id, file):
            raise NotSentError
        ack()
        if respond.response_url:
            say(self.desk.slack, respond, sheet_sent(file.words).payload(), replace_original=False)
            return
        try:
            lay(self.desk.slack, body, sheet_notice(file.words))
        except LOST:
            log.info("the spreadsheet was sent; that could not be said")


def _sheet(session: Session, visitor: Visitor) -> File:
    require(session, visitor.deed, Act.SEE_FIRM, None)
    settings = firm_settings(session)
    as_of = as_told(session, settings, visitor.now)
    head = as_of_words(as_of, settings.time_zone)
    content = digest_workbook(sheet_rows(session, settings, as_of), head)
    return File(sheet_name(as_of.day), content, words=head)
