"""Fake sites on loopback that refuse what the real ones document that they refuse."""

from __future__ import annotations

import json
import re
import time
import uuid
import xml.etree.ElementTree as ET
from collections import deque
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import parse_qs, urlsplit

from tests.local_http import LocalServer, QuietHandler

TOKEN = "secret-token-0123456789"


class Refused(Exception):
    """A fake's answer other than 200."""

    def __init__(self, status: int, body: Any) -> None:
        super().__init__(str(body))
        self.status, self.body = status, body


@dataclass
class Fault:
    """An answer given instead of the real one; `after` does what was asked first.

    `hang_up` gives none and closes the connection.
    """

    status: int
    body: Any = None
    headers: dict[str, str] = field(default_factory=dict)
    wait: float = 0
    after: bool = False
    hang_up: bool = False


class FakeSite(LocalServer):
    """Serves `answer`, or the faults that are set for coming requests by method and path.

    Every answer takes `slow` seconds.
    """

    def __init__(self) -> None:
        self.seen: list[tuple[str, str, Any]] = []
        self.times: list[float] = []
        self.slow = 0.0
        self.faults: deque[tuple[str, Fault]] = deque()
        outer = self

        class Handler(QuietHandler):
            def handle_any(self) -> None:
                length = int(self.headers.get("content-length") or 0)
                raw = self.rfile.read(length)
                body = json.loads(raw) if raw else None
                outer.seen.append((self.command, self.path, body))
                outer.times.append(time.monotonic())
                time.sleep(outer.slow)
                try:
                    outer.refuse_strangers(self.headers)
                    fault = outer._fault(f"{self.command} {self.path}")
                    if fault and fault.after:
                        outer.answer(self.command, self.path, body, length)
                    if fault:
                        time.sleep(fault.wait)
                        if fault.hang_up:
                            self.close_connection = True
                            return
                        self.reply(fault.status, fault.body, fault.headers)
                        return
                    self.reply(200, outer.answer(self.command, self.path, body, length), {})
                except Refused as refused:
                    self.reply(refused.status, refused.body, {})

            do_GET = do_POST = do_PUT = do_PATCH = do_DELETE = handle_any

            def reply(self, status: int, body: Any, headers: dict[str, str]) -> None:
                data = body.encode() if isinstance(body, str) else json.dumps(body).encode()
                self.send_response(status)
                for name, value in {"content-type": "application/json", **headers}.items():
                    self.send_header(name, value)
                self.send_header("content-length", str(len(data)))
                self.end_headers()
                self.wfile.write(data)

        super().__init__(Handler)

    def writes(self) -> list[tuple[str, str, Any]]:
        return [each for each in self.seen if each[0] != "GET"]

    def fault(self, pattern: str, status: int, body: Any = None, **more: Any) -> None:
        """Have the next request that the pattern finds answered so."""
        self.faults.append((pattern, Fault(status, body, **more)))

    def _fault(self, asked: str) -> Fault | None:
        for each in self.faults:
            if re.search(each[0], asked):
                self.faults.remove(each)
                return each[1]
        return None

    def refuse_strangers(self, headers: Any) -> None:
        raise NotImplementedError

    def answer(self, method: str, path: str, body: Any, length: int) -> Any:
        raise NotImplementedError


class FakeConfluence(FakeSite):
    """Pages with versions; the body must be well-formed, a title is there once in a space."""

    def __init__(self, cloud: bool) -> None:
        super().__init__()
        self.cloud = cloud
        self.pages: dict[str, dict[str, Any]] = {}
        self.authorization = f"Bearer {TOKEN}"

    def refuse_strangers(self, headers: Any) -> None:
        if headers["authorization"] != self.authorization:
            raise Refused(401, {"message": "Unauthorized"})

    def answer(self, method: str, path: str, body: Any, length: int) -> Any:
        root = "/wiki/api/v2/pages" if self.cloud else "/rest/api/content"
        parts = urlsplit(path)
        if self.cloud and parts.path == "/wiki/api/v2/spaces":
            keys = parse_qs(parts.query)["keys"]
            return {"results": [{"id": "77", "key": "TEAM"}] if keys == ["TEAM"] else []}
        if method == "POST" and parts.path == root:
            return self._make(body)
        page = self.pages.get(parts.path.removeprefix(f"{root}/"))
        if page is None:
            raise Refused(404, {"statusCode": 404, "message": "No content found"})
        return self._shown(page) if method == "GET" else self._change(page, body)

    def _make(self, body: Any) -> Any:
        space = body.get("spaceId") if self.cloud else body["space"]["key"]
        if space not in ("77", "TEAM"):
            self._refuse("No space found", 404)
        self._check(body, None)
        id = str(1000 + len(self.pages))
        parent = (
            body.get("parentId") if self.cloud else (body.get("ancestors") or [{}])[0].get("id")
        )
        self.pages[id] = {
            "id": id, "title": body["title"], "number": 1, "body": self._storage(body),
            "parent": parent, "status": "current",
        }  # fmt: skip
        return self._shown(self.pages[id])

    def _change(self, page: dict[str, Any], body: Any) -> Any:
        if body["id"] != page["id"]:
            self._refuse("The id differs")
        if body["version"]["number"] != page["number"] + 1:
            self._refuse("Version must be incremented", 409)
        self._check(body, page["id"])
        page |= {"title": body["title"], "number": page["number"] + 1, "body": self._storage(body)}
        return self._shown(page)

    def _check(self, body: Any, own: str | None) -> None:
        title = body["title"]
        if not title.strip() or len(title) > 255:
            self._refuse("The title is too long or empty")
        if any(p["title"] == title and p["id"] != own for p in self.pages.values()):
            self._refuse("A page with this title already exists in this space")
        if not self.cloud and body["type"] != "page":
            self._refuse("no type")
        try:
            ET.fromstring(f"<root>{self._storage(body)}</root>")
        except ET.ParseError as error:
            self._refuse(f"Error parsing xhtml: {error}")

    def _storage(self, body: Any) -> str:
        part = body["body"] if self.cloud else body["body"]["storage"]
        assert part["representation"] == "storage"
        return part["value"]

    def _shown(self, page: dict[str, Any]) -> Any:
        return {
            "id": page["id"], "title": page["title"], "status": page["status"],
            "version": {"number": page["number"]},
            "_links": {"base": self.url, "webui": f"/pages/{page['id']}"},
        }  # fmt: skip

    def _refuse(self, message: str, status: int = 400) -> None:
        told = {"errors": [{"title": message}]} if self.cloud else {"message": message}
        raise Refused(status, told)


class FakeNotion(FakeSite):
    """Pages of blocks, with the limits of https://developers.notion.com/reference/request-limits."""

    def __init__(self) -> None:
        super().__init__()
        self.parent = uuid.uuid4().hex
        self.pages: dict[str, dict[str, Any]] = {}
        self.blocks: dict[str, dict[str, Any]] = {}
        self.emptied: list[str] = []

    def refuse_strangers(self, headers: Any) -> None:
        if headers["authorization"] != f"Bearer {TOKEN}" or not headers["notion-version"]:
            raise Refused(401, _error(401, "unauthorized", "API token is invalid."))

    def of(self, page: str) -> list[dict[str, Any]]:
        """The blocks of a page, in order."""
        return [self.blocks[id] for id in self.pages[page]["blocks"]]

    def answer(self, method: str, path: str, body: Any, length: int) -> Any:
        if length > 500_000:
            raise Refused(413, _error(413, "validation_error", "body too large"))
        parts = urlsplit(path)
        match (method, parts.path.removeprefix("/v1/").split("/")):
            case "POST", ["pages"]:
                if body["parent"].get("page_id") != self.parent:
                    raise Refused(404, _error(404, "object_not_found", "Could not find page"))
                id = str(uuid.uuid4())
                page = {"title": _title(body), "blocks": [], "in_trash": False}
                self._append(page, body["children"])
                self.pages[id] = page
                return self._shown(id)
            case "GET", ["pages", id]:
                return self._shown(self._find(id))
            case "PATCH", ["pages", id]:
                self._editable(self._find(id))["title"] = _title(body)
                return self._shown(self._find(id))
            case "GET", ["blocks", id, "children"]:
                asked = parse_qs(parts.query)
                start = int(asked.get("start_cursor", ["0"])[0])
                size = int(asked.get("page_size", ["100"])[0])
                assert size <= 100
                ids = self.pages[self._find(id)]["blocks"]
                more = start + size < len(ids)
                return {
                    "results": [
                        {"id": b, "type": self.blocks[b]["type"]} for b in ids[start : start + size]
                    ],
                    "has_more": more,
                    "next_cursor": str(start + size) if more else None,
                }
            case "PATCH", ["blocks", id, "children"]:
                return {"results": self._append(self._editable(self._find(id)), body["children"])}
            case "DELETE", ["blocks", id]:
                for page_id, page in self.pages.items():
                    if id in page["blocks"]:
                        page["blocks"].remove(id)
                        if not page["blocks"]:
                            self.emptied.append(page_id)
                        return {"id": id, "in_trash": True}
        raise Refused(404, _error(404, "object_not_found", "Could not find block"))

    def _find(self, id: str) -> str:
        for page in self.pages:
            if page.replace("-", "") == id.replace("-", ""):
                return page
        raise Refused(404, _error(404, "object_not_found", "Could not find page"))

    def _editable(self, id: str) -> dict[str, Any]:
        if self.pages[id]["in_trash"]:
            raise Refused(400, _error(400, "validation_error", "Can't edit block that is archived"))
        return self.pages[id]

    def _shown(self, id: str) -> Any:
        page = self.pages[id]
        return {
            "object": "page", "id": id, "in_trash": page["in_trash"],
            "url": f"https://www.notion.so/{id.replace('-', '')}",
        }  # fmt: skip

    def _append(self, page: dict[str, Any], blocks: list[dict[str, Any]]) -> list[Any]:
        _check_list(blocks, 0)
        if _count(blocks) > 1000:
            _refuse("more than 1000 blocks")
        made = []
        for block in blocks:
            id = str(uuid.uuid4())
            self.blocks[id] = block
            page["blocks"].append(id)
            made.append({"id": id})
        return made


def _error(status: int, code: str, message: str) -> Any:
    return {"object": "error", "status": status, "code": code, "message": message}


def _refuse(why: str) -> None:
    raise Refused(400, _error(400, "validation_error", f"body failed validation: {why}"))


def _title(body: Any) -> str:
    texts = body["properties"]["title"]["title"]
    _check_texts(texts)
    return "".join(text["text"]["content"] for text in texts)


def _count(blocks: list[dict[str, Any]]) -> int:
    return sum(1 + _count(block[block["type"]].get("children", [])) for block in blocks)


def _check_list(blocks: list[dict[str, Any]], depth: int) -> None:
    if len(blocks) > 100:
        _refuse(f"{len(blocks)} children, at most 100")
    if blocks and depth > 1:
        _refuse("nested too deep")
    for block in blocks:
        content = block[block["type"]]
        for texts in [content.get("rich_text", []), *content.get("cells", [])]:
            _check_texts(texts)
        if block["type"] == "table":
            widths = {len(row["table_row"]["cells"]) for row in content["children"]}
            if widths != {content["table_width"]}:
                _refuse("table rows differ")
        _check_list(content.get("children", []), depth + 1)


def _check_texts(texts: list[dict[str, Any]]) -> None:
    if len(texts) > 100:
        _refuse(f"{len(texts)} texts, at most 100")
    for text in texts:
        if len(text["text"]["content"].encode("utf-16-le")) // 2 > 2000:
            _refuse("text longer than 2000")
        link = text["text"].get("link")
        if link and not re.match(r"https?://", link["url"]):
            _refuse("invalid url")
