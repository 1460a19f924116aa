"""The style sheet and the name stand in the page from its first byte; every other answer is as it was."""

from __future__ import annotations

import ast
import gzip
import re
from pathlib import Path

import pytest
from starlette.applications import Starlette
from starlette.middleware.gzip import GZipMiddleware
from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, PlainTextResponse, Response, StreamingResponse
from starlette.routing import Route
from starlette.testclient import TestClient
from streamlit import file_util

from components.ui.navigation import ALL
from components.ui.page_head import ASSETS, CHARTS, PageHead

PAGE = "<!doctype html><html><head><title>Streamlit</title></head><body>Grüße</head></body></html>"
PLOTLY = re.compile(r'<link rel="modulepreload" [^>]*href="\./(static/js/PlotlyChart\.[\w-]+\.js)">')
SHEET = (ASSETS / "page.css").read_text("utf-8")


def html(_: Request) -> Response:
    return HTMLResponse(PAGE)


def pieces(_: Request) -> Response:
    return StreamingResponse((PAGE[n : n + 7].encode() for n in range(0, len(PAGE), 7)), media_type="text/html")


def encodings(request: Request) -> Response:
    return PlainTextResponse(request.headers.get("accept-encoding", "none"))


def gone(_: Request) -> Response:
    return HTMLResponse(PAGE, status_code=404)


def kept(request: Request) -> Response:
    """As Streamlit serves its page: with a tag and a time, and no page to whoever has that one."""
    facts = {"etag": '"abc"', "last-modified": "Tue, 03 Mar 2026 10:00:00 GMT", "cache-control": "max-age=600"}
    headers = request.headers
    if headers.get("if-none-match") == '"abc"' or "if-modified-since" in headers:
        return Response(status_code=304, headers=facts)
    if "range" in headers:
        return HTMLResponse(PAGE[:9], status_code=206, headers=facts)
    return HTMLResponse(PAGE, headers=facts)


def data(_: Request) -> Response:
    return JSONResponse({"page": PAGE})


ROUTES = [
    Route("/", html), Route("/timeline", html, methods=["GET", "POST"]), Route("/pieces", pieces),
    Route("/encodings", encodings), Route("/gone", gone), Route("/data", data),
    Route("/kept", kept), Route("/static/kept", kept),
    Route("/index.html", html),
    Route("/static/page", html), Route("/static/encodings", encodings),
]  # fmt: skip


def made() -> Starlette:
    app = Starlette(routes=ROUTES)
    app.add_middleware(GZipMiddleware, minimum_size=10)
    return app


CLIENT = TestClient(PageHead(made()))


def test_a_page_gets_the_sheet_and_the_name_once() -> None:
    for path in ("/", "/timeline", "/pieces"):
        answer = CLIENT.get(path, headers={"accept-encoding": "identity"})
        assert answer.text.count(SHEET) == 1 and "<title>Dateline</title>" in answer.text
        assert answer.text.index(SHEET) < answer.text.index("<body>")
        assert (
            PLOTLY.sub("", answer.text).replace(f"<style>{SHEET}</style>", "", 1).replace("Dateline", "Streamlit", 1)
            == PAGE
        )


def test_a_page_with_charts_names_the_script_that_draws_them_as_streamlit_has_it() -> None:
    (named,) = PLOTLY.findall(CLIENT.get("/timeline").text)
    assert Path(file_util.get_static_dir(), named).is_file()
    assert not PLOTLY.findall(CLIENT.get("/").text)


def draws_charts(script: Path) -> bool:
    """Whether a page, or what it takes of ``components.ui``, imports what draws a chart."""
    for one in ast.walk(ast.parse(script.read_text("utf-8"))):
        if isinstance(one, ast.ImportFrom) and (one.module or "").startswith("components.ui."):
            part = ASSETS.parent / f"{str(one.module).rpartition('.')[2]}.py"
            if part.name == "chart.py":
                if "chart" in {name.name for name in one.names}:
                    return True
            elif draws_charts(part):
                return True
    return False


def test_so_do_the_views_that_draw_one_and_no_others() -> None:
    assert {view.name for view in ALL if draws_charts(view.path)} == CHARTS


def test_its_length_is_that_of_what_is_sent() -> None:
    for path in ("/", "/pieces"):
        answer = CLIENT.get(path)
        lengths = [v for k, v in answer.headers.multi_items() if k.lower() == "content-length"]
        assert lengths == [str(len(answer.content))] and "Grüße" in answer.text


def test_who_asks_for_it_compressed_gets_it_with_the_sheet() -> None:
    answer = CLIENT.get("/timeline", headers={"accept-encoding": "gzip, br"})
    assert SHEET in answer.text and "content-encoding" not in answer.headers
    assert CLIENT.get("/encodings", headers={"accept-encoding": "gzip"}).text == "none"


def test_other_answers_are_as_they_were() -> None:
    for path, status in (("/gone", 404), ("/data", 200), ("/index.html", 200), ("/static/page", 200)):
        plain = TestClient(made()).get(path, headers={"accept-encoding": "identity"})
        answer = CLIENT.get(path, headers={"accept-encoding": "identity"})
        assert (answer.status_code, answer.content, dict(answer.headers)) == (
            status, plain.content, dict(plain.headers),
        )  # fmt: skip
        assert SHEET not in answer.text
    assert CLIENT.post("/timeline").text == PAGE
    assert CLIENT.head("/timeline").content == b""


def test_files_may_come_compressed() -> None:
    assert CLIENT.get("/static/encodings", headers={"accept-encoding": "gzip"}).text == "gzip"
    with CLIENT.stream("GET", "/static/page", headers={"accept-encoding": "gzip"}) as answer:
        assert gzip.decompress(b"".join(answer.iter_raw())).decode() == PAGE


@pytest.mark.parametrize(
    "asked",
    [
        {},
        {"If-None-Match": '"abc"'},
        {"If-Modified-Since": "Tue, 03 Mar 2026 10:00:00 GMT"},
        {"If-None-Match": '"abc"', "If-Modified-Since": "Tue, 03 Mar 2026 10:00:00 GMT"},
        {"Range": "bytes=0-8"},
        {"Range": "bytes=0-8", "If-Range": '"abc"'},
    ],
)
def test_a_browser_that_has_an_earlier_page_gets_the_whole_new_one(asked: dict[str, str]) -> None:
    answer = CLIENT.get("/kept", headers=asked)
    assert answer.status_code == 200 and SHEET in answer.text
    assert not {"etag", "last-modified"} & set(answer.headers)
    assert answer.headers.get_list("cache-control") == ["no-cache"]


def test_files_are_still_asked_for_anew_only_when_they_changed() -> None:
    assert CLIENT.get("/static/kept", headers={"If-None-Match": '"abc"'}).status_code == 304
    answer = CLIENT.get("/static/kept")
    assert answer.headers["etag"] == '"abc"' and answer.headers["cache-control"] == "max-age=600"
