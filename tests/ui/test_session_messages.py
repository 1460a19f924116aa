"""What sessions may ask of Streamlit: message by message, for each kind of visitor."""

from __future__ import annotations

from collections.abc import Iterator

import anyio
import pytest
from starlette.types import Message, Receive, Scope, Send
from streamlit.proto.BackMsg_pb2 import BackendOperationRequest, BackMsg
from streamlit.proto.ClientState_pb2 import ClientState
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg

from components.domain.permissions import Kind
from components.services import usage_limits_by_link as limits
from components.services.usage_limits_by_link import RATES, VisitorQuota
from components.ui.session_messages import BUSY, DROPPED, Files, Session, Standing, Turns

RERUN = BackMsg(rerun_script=ClientState(query_string="article=x"))
ONLY_OWNERS_CODE = [
    BackMsg(clear_cache=True), BackMsg(set_run_on_save=True), BackMsg(load_git_info=True),
    BackMsg(debug_disconnect_websocket=True), BackMsg(debug_shutdown_runtime=True), BackMsg(),
    BackMsg(backend_operation_request=BackendOperationRequest(install_skills={})),
    BackMsg(backend_operation_request=BackendOperationRequest(dismiss_skills_nudge={})),
    BackMsg(backend_operation_request=BackendOperationRequest()),
]  # fmt: skip
UPLOAD = BackMsg(file_urls_request={"request_id": "1", "file_names": ["a"], "session_id": "s"})


def export(number: int) -> BackMsg:
    return BackMsg(backend_operation_request=BackendOperationRequest(request_id=f"r{number}", deferred_file={}))


class Wire:
    """A session's two ends: what the visitor sends, what reaches Streamlit, what comes back."""

    def __init__(self, *sent: bytes | str, answer: bool = True) -> None:
        self.sent: list[Message] = [
            {"type": "websocket.receive", "bytes" if isinstance(one, bytes) else "text": one} for one in sent
        ]
        self.reached: list[BackMsg] = []
        self.back: list[Message] = []
        self.closed: list[int] = []
        self._answer = answer

    async def receive(self) -> Message:
        return self.sent.pop(0) if self.sent else {"type": "websocket.disconnect", "code": 1000}

    async def send(self, message: Message) -> None:
        if message["type"] == "websocket.close":
            self.closed.append(message["code"])
        else:
            self.back.append(message)

    async def app(self, _: Scope, receive: Receive, send: Send) -> None:
        while (message := await receive())["type"] == "websocket.receive":
            asked = BackMsg()
            asked.ParseFromString(message["bytes"])
            self.reached.append(asked)
            if self._answer and asked.WhichOneof("type") == "rerun_script":
                over = ForwardMsg(script_finished=ForwardMsg.FINISHED_SUCCESSFULLY)
                await send({"type": "websocket.send", "bytes": over.SerializeToString()})
            if self._answer and asked.WhichOneof("type") == "backend_operation_request":
                done = ForwardMsg()
                done.backend_operation_response.request_id = asked.backend_operation_request.request_id
                await send({"type": "websocket.send", "bytes": done.SerializeToString()})

    @property
    def kinds(self) -> list[str | None]:
        return [m.WhichOneof("type") for m in self.reached]


@pytest.fixture(autouse=True)
def slept(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[float]]:
    """Seconds that were waited, without waiting them."""
    waited: list[float] = []

    async def sleep(seconds: float) -> None:
        waited.append(seconds)

    monkeypatch.setattr(anyio, "sleep", sleep)
    yield waited


def run(
    wire: Wire, kind: Kind, link: str | None = "l", quota: VisitorQuota | None = None, files: Files | None = None
) -> Wire:
    async def now(_: str | None) -> Standing:
        return Standing(kind, link)

    async def go() -> None:
        session = Session(
            link, now, quota=quota or VisitorQuota(lambda: 0.0), files=files or Files(), turns=Turns.fresh()
        )
        await session.run(wire.app, {"type": "websocket"}, wire.receive, wire.send)

    anyio.run(go)
    return wire


@pytest.mark.parametrize("message", ONLY_OWNERS_CODE, ids=str)
@pytest.mark.parametrize(("kind", "link"), [("editor", None), ("corrector", "l"), ("reader", "l"), ("stranger", "l")])
def test_a_message_that_the_pages_never_send_reaches_nobody(message: BackMsg, kind: Kind, link: str | None) -> None:
    wire = run(Wire(message.SerializeToString(), RERUN.SerializeToString()), kind, link)
    assert wire.kinds == ["rerun_script"] and not wire.closed


@pytest.mark.parametrize(("kind", "may"), [("editor", True), ("corrector", True), ("reader", False)])
def test_only_who_may_correct_asks_where_to_upload(kind: Kind, may: bool) -> None:
    assert run(Wire(UPLOAD.SerializeToString()), kind, None if kind == "editor" else "l").kinds == (
        ["file_urls_request"] if may else []
    )


def test_a_session_whose_link_was_taken_back_makes_nothing_and_draws_the_refusal() -> None:
    wire = run(Wire(export(1).SerializeToString(), UPLOAD.SerializeToString(), RERUN.SerializeToString()), "stranger")
    assert wire.kinds == ["rerun_script"]


@pytest.mark.parametrize(
    ("sent", "code"),
    [(b"\xff\xff\xff", 1002), ("text", 1003), (RERUN.SerializeToString() + b"\x00" * limits.MESSAGE_BYTES, 1009)],
)
def test_what_is_no_message_ends_the_session(sent: bytes | str, code: int) -> None:
    wire = run(Wire(sent, RERUN.SerializeToString()), "reader")
    assert wire.closed == [code] and not wire.reached


def test_an_owner_is_never_counted(slept: list[float]) -> None:
    wire = run(
        Wire(*[RERUN.SerializeToString()] * 200, *[export(n).SerializeToString() for n in range(50)]), "editor", None
    )
    assert len(wire.reached) == 250 and not slept


def test_runs_of_a_link_wait_their_turn_and_of_another_less(slept: list[float]) -> None:
    quota = VisitorQuota(lambda: 0.0)
    burst, rate = RATES["run"][0].burst, RATES["run"][0].per_second
    run(Wire(*[RERUN.SerializeToString()] * int(burst)), "reader", quota=quota)
    assert not slept
    run(Wire(*[RERUN.SerializeToString()] * 3), "reader", quota=quota)
    assert slept == pytest.approx([1 / rate, 2 / rate, 3 / rate])
    assert not quota.was_slowed("l")
    slept.clear()
    run(Wire(RERUN.SerializeToString()), "reader", "another", quota=quota)
    assert not slept


def test_few_pages_are_drawn_for_visitors_at_a_time() -> None:
    turns, drawn = Turns.fresh(), []

    async def reader(_: str | None) -> Standing:
        return Standing("reader", None)

    async def session(n: int, finish: anyio.Event) -> None:
        wire = Wire(RERUN.SerializeToString(), RERUN.SerializeToString())

        async def app(scope: Scope, receive: Receive, send: Send) -> None:
            await receive()
            drawn.append(n)
            await receive()  # a further click while it is drawn changes that run
            await finish.wait()
            done = ForwardMsg(script_finished=ForwardMsg.FINISHED_SUCCESSFULLY)
            await send({"type": "websocket.send", "bytes": done.SerializeToString()})

        one = Session(f"l{n}", reader, quota=VisitorQuota(lambda: 0.0), files=Files(), turns=turns)
        await one.run(app, {"type": "websocket"}, wire.receive, wire.send)

    async def go() -> None:
        finish = [anyio.Event() for _ in range(4)]
        async with anyio.create_task_group() as group:
            for n in range(4):
                group.start_soon(session, n, finish[n])
            await anyio.wait_all_tasks_blocked()
            assert drawn == [0, 1]
            finish[1].set()
            await anyio.wait_all_tasks_blocked()
            assert drawn == [0, 1, 2]
            for one in finish:
                one.set()
        assert drawn == [0, 1, 2, 3] and turns.runs.value == limits.RUNS_AT_A_TIME

    anyio.run(go)


def test_who_would_wait_too_long_is_ended_and_was_told_before() -> None:
    quota = VisitorQuota(lambda: 0.0)
    wire = run(Wire(*[RERUN.SerializeToString()] * 100), "reader", quota=quota)
    assert wire.closed == [1013] and 40 <= len(wire.reached) < 100 and quota.was_slowed("l")


def test_a_page_that_looks_for_changes_by_itself_hardly_counts(slept: list[float]) -> None:
    own = BackMsg(rerun_script=ClientState(fragment_id="f", is_auto_rerun=True)).SerializeToString()
    run(Wire(*[own] * 20), "reader")
    assert not slept


def test_exports_are_few_and_a_refused_one_says_so() -> None:
    burst = int(RATES["export"][0].burst)
    wire = run(Wire(*[export(n).SerializeToString() for n in range(burst + 2)]), "reader")
    assert len(wire.reached) == burst
    told = []
    for message in wire.back[-2:]:
        answer = ForwardMsg()
        answer.ParseFromString(message["bytes"])
        told.append((answer.backend_operation_response.request_id, answer.backend_operation_response.error_msg))
    assert told == [(f"r{burst}", BUSY), (f"r{burst + 1}", BUSY)]


def test_a_session_that_ends_gives_its_turn_at_exporting_back() -> None:
    turns = Turns.fresh()

    async def reader(_: str | None) -> Standing:
        return Standing("reader", None)

    async def go() -> None:
        for n in range(6):
            wire = Wire(export(n).SerializeToString(), answer=False)
            session = Session(f"l{n}", reader, quota=VisitorQuota(lambda: 0.0), files=Files(), turns=turns)
            await session.run(wire.app, {"type": "websocket"}, wire.receive, wire.send)
            assert len(wire.reached) == 1

    anyio.run(go)
    assert turns.exports.value == limits.EXPORTS_AT_A_TIME


def told_of(url: str) -> ForwardMsg:
    told = ForwardMsg()
    told.delta.new_element.imgs.imgs.add().url = url
    return told


def test_files_are_known_to_the_sessions_that_were_told_of_them() -> None:
    files = Files()
    files.tell("l", told_of("/media/" + "a" * 32 + ".png"))
    other = ForwardMsg()
    other.backend_operation_response.deferred_file.url = "/media/" + "b" * 32 + ".xlsx"
    files.tell("l", other)
    assert files.may(["m", "l"], "a" * 32 + ".png") and files.may(["l"], "b" * 32 + ".xlsx")
    assert not files.may(["m"], "a" * 32 + ".png") and not files.may(["l"], "c" * 32 + ".png")


def test_words_that_name_a_file_tell_nobody_of_it() -> None:
    """What a visitor sent, and what the page shows, comes back in messages: neither opens a file of another link."""
    files = Files()
    name = "d" * 32 + ".json"
    shown = ForwardMsg()
    shown.delta.new_element.text.body = f"/media/{name}"
    files.tell("l", shown)
    echoed = ForwardMsg()
    echoed.backend_operation_response.request_id = f"/media/{name}"
    files.tell("l", echoed)
    assert not files.may(["l"], name)
    asked = BackMsg(backend_operation_request=BackendOperationRequest(request_id=f"/media/{name}", deferred_file={}))
    assert run(Wire(asked.SerializeToString()), "reader", files=files).reached == []


def test_messages_that_are_dropped_end_a_visitors_session_soon() -> None:
    flood = [BackMsg(clear_cache=True).SerializeToString()] * (DROPPED + 1)
    wire = run(Wire(*flood, RERUN.SerializeToString()), "reader")
    assert wire.closed == [1008] and not wire.reached
    assert not run(Wire(*flood, RERUN.SerializeToString()), "editor", None).closed


def test_too_many_messages_of_any_kind_end_a_session() -> None:
    beat = BackMsg(app_heartbeat=True).SerializeToString()
    wire = run(Wire(*[beat] * 1_000), "reader")
    assert wire.closed == [1008] and len(wire.reached) == RATES["message"][0].burst


def test_the_link_of_the_pages_address_counts(slept: list[float]) -> None:
    """A browser with two links: each page draws, is counted and makes files by the link of its own address."""
    known = {None: Standing("reader", "first"), "two": Standing("reader", "second"), "gone": Standing("stranger", None)}
    quota = VisitorQuota(lambda: 0.0)
    entered: list[str] = []
    left: list[str] = []
    enter, leave = quota.enter, quota.leave
    quota.enter = lambda link: entered.append(link) or enter(link)  # type: ignore[method-assign,func-returns-value]
    quota.leave = lambda link: left.append(link) or leave(link)  # type: ignore[method-assign,func-returns-value]

    def go(*queries: str) -> Wire:
        sent = [BackMsg(rerun_script=ClientState(query_string=q)).SerializeToString() for q in queries]
        wire = Wire(*sent, export(1).SerializeToString())

        async def standing(token: str | None) -> Standing:
            return known[token]

        async def run_it() -> None:
            session = Session("first", standing, quota=quota, files=Files(), turns=Turns.fresh())
            await session.run(wire.app, {"type": "websocket"}, wire.receive, wire.send)

        anyio.run(run_it)
        return wire

    assert go("article=x&share=two").kinds == ["rerun_script", "backend_operation_request"]
    assert entered == left == ["first", "second"]
    # It stays with that link; one that was taken back makes nothing, whatever else the browser holds.
    assert go("share=two", "article=y").closed == [1008]
    assert go("share=gone").kinds == ["rerun_script"]
    assert go("share=two&share=gone").closed == [1008]


def test_who_lost_the_link_gets_the_whole_page_and_no_part_of_it() -> None:
    part = BackMsg(rerun_script=ClientState(fragment_id="dialog", is_auto_rerun=True)).SerializeToString()
    wire = run(Wire(part), "stranger")
    assert [m.rerun_script.fragment_id for m in wire.reached] == [""]


def test_a_run_that_is_interrupted_keeps_its_turn() -> None:
    turns = Turns.fresh()
    seen: list[int] = []

    async def reader(_: str | None) -> Standing:
        return Standing("reader", "l")

    async def app(scope: Scope, receive: Receive, send: Send) -> None:
        for status in (ForwardMsg.FINISHED_EARLY_FOR_RERUN, ForwardMsg.FINISHED_SUCCESSFULLY):
            await receive()
            done = ForwardMsg(script_finished=status)
            await send({"type": "websocket.send", "bytes": done.SerializeToString()})
            seen.append(turns.runs.value)

    async def go() -> None:
        wire = Wire(RERUN.SerializeToString(), RERUN.SerializeToString())
        session = Session("l", reader, quota=VisitorQuota(lambda: 0.0), files=Files(), turns=turns)
        await session.run(app, {"type": "websocket"}, wire.receive, wire.send)

    anyio.run(go)
    assert seen == [limits.RUNS_AT_A_TIME - 1, limits.RUNS_AT_A_TIME]


def test_who_does_not_read_loses_the_session_and_its_turns(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "SEND_SECONDS", 0.05)
    turns = Turns.fresh()

    async def reader(_: str | None) -> Standing:
        return Standing("reader", "l")

    async def never(message: Message) -> None:
        await anyio.Event().wait()

    async def app(scope: Scope, receive: Receive, send: Send) -> None:
        await receive()
        await send({"type": "websocket.send", "bytes": ForwardMsg().SerializeToString()})
        await anyio.Event().wait()

    async def go() -> None:
        quota = VisitorQuota(lambda: 0.0)
        session = Session("l", reader, quota=quota, files=Files(), turns=turns)
        with anyio.fail_after(5):
            await session.run(app, {"type": "websocket"}, Wire(export(1).SerializeToString()).receive, never)
        assert turns.exports.value == limits.EXPORTS_AT_A_TIME and not quota.is_full("l")

    anyio.run(go)


def test_a_visitor_is_not_told_where_the_program_lies() -> None:
    async def reader(_: str | None) -> Standing:
        return Standing("reader", "l")

    async def app(scope: Scope, receive: Receive, send: Send) -> None:
        told = ForwardMsg()
        told.new_session.main_script_path = "/home/ida/dateline/components/ui/main.py"
        await send({"type": "websocket.send", "bytes": told.SerializeToString()})

    wire = Wire()

    async def go() -> None:
        session = Session("l", reader, quota=VisitorQuota(lambda: 0.0), files=Files(), turns=Turns.fresh())
        await session.run(app, {"type": "websocket"}, wire.receive, wire.send)

    anyio.run(go)
    assert b"ida" not in wire.back[0]["bytes"] and b"main.py" in wire.back[0]["bytes"]
