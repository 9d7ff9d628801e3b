"""What a click, a choice or a form sets off: the request, the answer, and what is seen then."""

from collections.abc import Callable
from functools import partial
from typing import Any

from sandbox import glimpse, modals
from sandbox.answers import after_submission
from sandbox.cannot import NotThereError, OutOfReachError
from sandbox.choosing import complaint
from sandbox.courier import Courier
from sandbox.elements import Element, Press, interactive
from sandbox.filling import Filler
from sandbox.form import Form, HomeTab
from sandbox.interactions import Speaker, Surface
from sandbox.naming import namer
from sandbox.note import Note
from sandbox.reading import Named, plain
from sandbox.sight import Nothing, Sight
from sandbox.state import Json, Message, View, Workspace
from sandbox.values import Values, value_in


class Hands:
    """One person's hands and eyes; counts her acts."""

    def __init__(self, workspace: Workspace, courier: Courier, speaker: Speaker) -> None:
        self.workspace = workspace
        self.courier = courier
        self.speaker = speaker
        self.filler = Filler(speaker, courier)
        self.user = speaker.user
        self.actions = 0
        self.news: list[Sight] = []
        self.asked: list[str] = []
        """The confirmations that she was asked for and gave."""
        self.visited: list[str] = []
        """The links that she opened by a button."""
        self.seen: Sight = Nothing(self)
        self.last_look = glimpse.look(workspace, self.user.id)
        self._drafts: dict[tuple[str, ...], Values] = {}
        self._errors: dict[str, dict[str, str]] = {}
        """By view: what stands beside its fields, by block id."""

    @property
    def who(self) -> str:
        return self.user.real_name

    @property
    def named(self) -> Named:
        return namer(self.workspace, self.user)

    def again(self, surface: Surface) -> Surface | None:
        return glimpse.now(self.workspace, surface)

    def errors_on(self, surface: Surface) -> dict[str, str]:
        if surface.view is None:
            return {}
        labels = {e.block_id: e.label for e in interactive(surface.blocks)}
        return {labels[id_]: said for id_, said in self.errors_in(surface.view).items()}

    def errors_in(self, view: View) -> dict[str, str]:
        """Return what stands beside the fields of a form, by the id of the block."""
        there = {block.get("block_id") for block in view.payload["blocks"]}
        said = self._errors.get(view.id, {})
        return {block_id: words for block_id, words in said.items() if block_id in there}

    def sight_of(self, what: Message | View) -> Sight:
        """Return a message or view as she sees it; what she entered there still stands."""
        if isinstance(what, View):
            kind = HomeTab if what.payload["type"] == "home" else Form
            return kind(self, Surface(what.payload["blocks"], view=what))
        draft = self._drafts.setdefault((what.channel_id, what.ts), {})
        return Note(self, Surface(what.blocks, message=what, values=draft))

    def press(self, sight: Sight, press: Press, *, twice: bool) -> Sight:
        self._must_be_in_front(sight)
        self._confirm(press)
        if url := press.element.json.get("url"):
            self.visited.append(url)

        def clicks() -> None:
            payloads = [self.speaker.press(sight.surface, press) for _ in range(1 + twice)]
            for payload in payloads:
                self.courier.ask(payload)

        return self.acts(clicks, on=sight)

    def fill(
        self, sight: Sight, element: Element, choices: tuple[Any, ...], query: str | None
    ) -> Sight:
        """Bring a field to what is wanted, move by move; return what she sees after the last."""
        self._must_be_in_front(sight)
        seen: Sight = Nothing(self)
        for value in self.filler.steps(sight.surface, element, choices, query):
            seen = self.put(sight, element, value) or seen
        return seen or sight

    def put(self, sight: Sight, element: Element, value: Any) -> Sight:
        """Let a field hold this, in one move; the app hears of it if it is told at once."""
        self._must_be_in_front(sight)
        payload = self.filler.put(sight.surface, element, value)
        if payload is None:
            self.actions += 1
            return Nothing(self)
        return self.acts(partial(self.courier.ask, payload), on=sight)

    def offers(self, sight: Sight, element: Element, query: str) -> list[str]:
        return self.filler.offers(sight.surface, element, query)

    def submit(self, sight: Sight, *, twice: bool) -> Sight:
        view = self._form(sight)
        if not view.payload.get("submit"):
            raise NotThereError(sight.title, "button to send", sight.buttons, sight.screen)
        missing = self._complaints(view)
        if missing:
            self.actions += 1
            self._errors[view.id] = missing
            return sight
        sent = [self.speaker.submission(view) for _ in range(1 + twice)]
        seen = self.acts(lambda: self._send_all(view, sent), on=sight)
        return sight if sight.errors else seen

    def close(self, sight: Sight, *, everything: bool) -> Sight:
        view = self._form(sight)
        is_cleared = everything or bool(view.payload.get("clear_on_close"))

        def closes() -> None:
            gone = modals.clear(self.workspace, view.user_id) if is_cleared else [view]
            modals.close(self.workspace, view)
            for each in gone:
                if each.payload.get("notify_on_close"):
                    self.courier.ask(self.speaker.closing(each, is_cleared=is_cleared))

        seen = self.acts(closes, on=sight)
        under = modals.top(self.workspace, self.user.id)
        return self.sight_of(under) if under and not seen else seen

    def acts(
        self, act: Callable[[], object], on: Sight | None = None, in_: str | None = None
    ) -> Sight:
        """Do something; return what is new to her, what stands closest first."""
        self.actions += 1
        before = glimpse.look(self.workspace, self.user.id)
        try:
            act()
        finally:
            self.news = self._news(before, on, in_)
            self.last_look = glimpse.look(self.workspace, self.user.id)
            if self.news:
                self.seen = self.news[0]
        return self.news[0] if self.news else Nothing(self)

    def _news(self, before: glimpse.Glimpse, on: Sight | None, in_: str | None) -> list[Sight]:
        workspace, user_id = self.workspace, self.user.id
        modal = glimpse.modal_since(workspace, user_id, before)
        home = glimpse.home_since(workspace, user_id, before)
        message = on.surface.message if on else None
        place = message.channel_id if message else in_
        messages = glimpse.messages_since(workspace, user_id, before)
        messages.sort(key=lambda message: message.channel_id == place)  # keeps the order within
        notes = [self.sight_of(message) for message in reversed(messages)]
        forms = [self.sight_of(modal)] if modal else []
        homes = [self.sight_of(home)] if home else []
        is_at_home = isinstance(on, HomeTab)
        return [*forms, *homes, *notes] if is_at_home else [*forms, *notes, *homes]

    def _send_all(self, view: View, payloads: list[Json]) -> None:
        for payload in payloads:
            self._send(view, payload)

    def _send(self, view: View, payload: Json) -> None:
        answer = self.courier.ask(payload)
        errors = after_submission(self.workspace, view, answer)
        self._errors[view.id] = dict(errors)

    def _complaints(self, view: View) -> dict[str, str]:
        elements = [e for e in interactive(view.payload["blocks"]) if e.is_input]
        said = {e.block_id: complaint(e, value_in(e, view.values)) for e in elements}
        return {block_id: words for block_id, words in said.items() if words}

    def _confirm(self, press: Press) -> None:
        if confirm := press.element.json.get("confirm"):
            self.asked.append(plain(confirm["text"]))
            self.actions += 1

    def _form(self, sight: Sight) -> View:
        view = sight.surface.view
        if not isinstance(sight, Form) or view is None:
            raise NotThereError("", "form", [sight.kind], sight.screen)
        self._must_be_in_front(sight)
        return view

    def _must_be_in_front(self, sight: Sight) -> None:
        front = modals.top(self.workspace, self.user.id)
        view = sight.surface.view
        if sight.is_kept or (front is None and not sight.is_gone):
            return
        if front is None or view is None or view.id != front.id:
            title = plain(front.payload["title"]) if front else None
            raise OutOfReachError(self.who, sight.screen, title)
