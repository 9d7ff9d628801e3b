"""Gives the page its own files: style sheets and modules, nothing else, straight from the disk."""

from http import HTTPStatus
from pathlib import Path

from starlette.requests import Request
from starlette.responses import Response

from sandbox.emoji import WORDS
from sandbox.page.door import HEADERS

HERE = Path(__file__).parent
KINDS = {".css": "text/css", ".js": "text/javascript", ".svg": "image/svg+xml"}
FOLDERS = ("css", "js")


def index(**words: str) -> str:
    """Return the page itself; it names all its modules, so that they are fetched at once.

    It also tells the emoji that are known, so that what is typed and what is drawn have one list.
    """
    html = (HERE / "index.html").read_text(encoding="utf-8")
    modules = sorted(path.name for path in (HERE / "js").glob("*.js"))
    links = "\n".join(f'<link rel="modulepreload" href="/page/js/{name}">' for name in modules)
    for name, word in {**words, "modules": links, "emoji": " ".join(WORDS)}.items():
        html = html.replace(f"{{{{{name}}}}}", word)
    return html


async def asset(request: Request) -> Response:
    """Return a file by its folder and name; they are small, so no thread is spent on reading."""
    name = request.path_params["name"]
    path = HERE / request.path_params["folder"] / name
    is_known = path.parent.name in FOLDERS and path.suffix in KINDS and Path(name).name == name
    if not is_known or not path.is_file():
        return Response("not found", HTTPStatus.NOT_FOUND)
    return Response(path.read_bytes(), media_type=KINDS[path.suffix], headers=dict(HEADERS))
