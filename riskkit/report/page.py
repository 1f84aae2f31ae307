"""An executed notebook as one HTML file: nothing outside it, nothing hidden, nothing unescaped.

The figures are drawn by plotly.js, which travels inside the file; the file's own content
policy lets no other script run and no request leave.
"""

from __future__ import annotations

import base64
import gzip
import hashlib
import json
import re
from functools import lru_cache
from pathlib import Path
from typing import Any

from markupsafe import Markup, escape

from ..assessment import to_json
from ..assessment.embedded import packed, sealed
from ..model.assessment import Assessment
from ..tables.wording import Words
from .jobs import ReportError
from .markup import TEMPLATES
from .shown import FIGURE

ASSETS = Path(__file__).parent / "assets"
MAX_BYTES = 1_700_000
_HEADING = re.compile(r'<h2 id="([^"]+)"[^>]*?(?: data-toc="([^"]*)")?>(.*?)</h2>', re.S)
_ID = re.compile(r'\sid="([^"]+)"')
_LINK = re.compile(r'<a( class="[a-z]+")? href="#([^"]+)">(.*?)</a>', re.S)
_TAG = re.compile(r"<[^>]+>")
_BUNDLE_ID = "riskkit-bundle"


def page(notebook: Any, a: Assessment, w: Words, *, title: str) -> str:
    """Return the HTML of an executed notebook.

    Parameters
    ----------
    notebook : NotebookNode
        With its outputs; code is not shown.
    a : Assessment
        What it tells; embedded as JSON so that the file can be checked by itself.
    w : Words
        The language of the page.
    title : str
        As the browser shows it.

    Raises
    ------
    ReportError
        If a cell failed, or a figure has a trace that the bundled script cannot draw.
    """
    parts = _unlinked([part for cell in notebook.cells for part in _parts(cell)])
    bundle = _bundle()
    boot = (TEMPLATES / "report.js").read_text(encoding="utf-8")
    told = to_json(a)
    id = hashlib.sha256(told.encode("utf-8")).hexdigest()
    # A page that would grow too large to send carries its assessment packed.
    large = len(told) > MAX_BYTES
    resources = {
        "lang": w.language,
        "title": title,
        "policy": _policy(boot, bundle["text"]),
        "generator": f"riskkit {a.provenance.riskkit}, assessment {id[:12]}",
        "css": style_of(w) + (TEMPLATES / "report.css").read_text(encoding="utf-8"),
        "skip": w.say("report.skip"),
        "contents": w.say("report.contents"),
        "noscript": w.say("report.noscript"),
        "toc": [heading for part in parts for heading in part.get("headings", ())],
        "parts": parts,
        "drawn": any(part["kind"] == "figure" for part in parts),
        "packed": large,
        "assessment": packed(told) if large else in_script(told),
        "dark": in_script(json.dumps(_dark(w), sort_keys=True)),
        "bundle": bundle["packed"],
        "bundle_name": bundle["name"],
        "boot": boot,
    }
    html = _exported(notebook, resources)
    if large or len(html.encode("utf-8")) <= MAX_BYTES:
        return html
    return _exported(notebook, {**resources, "packed": True, "assessment": packed(told)})


def _exported(notebook: Any, resources: dict[str, Any]) -> str:
    html, _ = _exporter().from_notebook_node(notebook, resources={"riskkit": resources})
    return sealed(str(html))


def in_script(text: str) -> str:
    r"""Return JSON that can stand inside a script element whatever its strings hold.

    >>> in_script('{"a": "</script><!--"}')
    '{"a": "\\u003c/script\\u003e\\u003c!--"}'
    """
    for character in "<>&\u2028\u2029":
        text = text.replace(character, f"\\u{ord(character):04x}")
    return text


def trace_types() -> frozenset[str]:
    """Return the trace types that the bundled plotly.js can draw."""
    return frozenset(_description()["traces"])


def _parts(cell: Any) -> list[dict[str, Any]]:
    if cell.cell_type != "code":
        return []
    return [_part(output) for output in cell.outputs if output.output_type != "stream"]


def _unlinked(parts: list[dict[str, Any]]) -> list[dict[str, Any]]:
    # What only another kind of report holds stays as text instead of a link to nowhere.
    targets = {id for part in parts for id in _ID.findall(part.get("html", ""))}
    for part in parts:
        if "html" in part:
            part["html"] = _LINK.sub(
                lambda link: (
                    link[0] if link[2] in targets else f"<span{link[1] or ''}>{link[3]}</span>"
                ),
                part["html"],
            )
    return parts


def _part(output: Any) -> dict[str, Any]:
    if output.output_type == "error":
        raise ReportError(f"a cell stopped with {output.ename}")
    data = output.data
    if FIGURE in data:
        return _figure(data[FIGURE])
    if "text/html" in data:
        html = _with_scopes("".join(data["text/html"]))
        headings = [
            (id, Markup(short or _TAG.sub("", text).strip()))
            for id, short, text in _HEADING.findall(html)
        ]
        return {"kind": "html", "html": html, "headings": headings}
    plain = escape("".join(data.get("text/plain", "")))
    return {"kind": "html", "html": f"<pre>{plain}</pre>"}


def _with_scopes(html: str) -> str:
    # A DataFrame shown as it is says neither which of its headers head rows nor that the
    # corner heads nothing.
    if 'class="dataframe"' not in html:
        return html
    head, mark, body = html.partition("<tbody>")
    head = head.replace("<th></th>", "<td></td>").replace("<th>", '<th scope="col">')
    return head + mark + body.replace("<th>", '<th scope="row">')


def _figure(figure: Any) -> dict[str, Any]:
    data = json.loads(json.dumps(figure))
    unknown = {trace.get("type", "scatter") for trace in data["data"]} - trace_types()
    if unknown:
        raise ReportError(f"the bundled plotly.js cannot draw {', '.join(sorted(unknown))}")
    layout = data["layout"]
    meta = layout.pop("meta", {})
    layout.pop("title", None)
    layout.pop("template", None)
    top = meta.get("margin_top", 20)
    layout["height"] = layout.get("height", 450) - layout.get("margin", {}).get("t", top) + top
    layout.setdefault("margin", {})["t"] = top
    return {
        "kind": "figure",
        "id": meta.get("id", "figure"),
        "title": meta.get("title", ""),
        "height": layout["height"],
        "json": in_script(
            json.dumps(
                {"data": data["data"], "layout": layout},
                ensure_ascii=False,
                sort_keys=True,
                separators=(",", ":"),
            )
        ),
    }


def _policy(*scripts: str) -> str:
    hashes = [
        base64.b64encode(hashlib.sha256(script.encode("utf-8")).digest()).decode()
        for script in scripts
    ]
    allowed = " ".join(f"'sha256-{digest}'" for digest in hashes)
    # plotly.js sets style attributes on what it draws, so styles cannot be held to hashes.
    return (
        f"default-src 'none'; script-src {allowed}; style-src 'unsafe-inline'; img-src data:; "
        "base-uri 'none'; form-action 'none'"
    )


def _paints(w: Words) -> list[tuple[str, str, str]]:
    rows = []
    for id, paint in w.knowledge.entries("look").items():
        name = id.replace("scale.", "")
        for step, (light, dark) in enumerate(zip(paint.light, paint.dark, strict=True)):
            rows.append((name if len(paint.light) == 1 else f"{name}-{step}", light, dark))
    return rows


def style_of(w: Words) -> str:
    """Return the colours of a page, light and dark, as the knowledge has them."""
    light = "".join(f"--{name}:{colour};" for name, colour, _ in _paints(w))
    dark = "".join(f"--{name}:{colour};" for name, _, colour in _paints(w))
    return (
        f":root{{{light}}}\n"
        f"@media screen and (prefers-color-scheme: dark){{:root{{{dark}}}}}\n"
        "@media print{:root{color-scheme:light}}\n"
    )


def _dark(w: Words) -> dict[str, str]:
    return {light: dark for _, light, dark in _paints(w)}


@lru_cache(maxsize=1)
def _description() -> dict[str, Any]:
    described: dict[str, Any] = json.loads((ASSETS / "bundle.json").read_text(encoding="utf-8"))
    return described


@lru_cache(maxsize=1)
def _bundle() -> dict[str, str]:
    packed = (ASSETS / _description()["file"]).read_bytes()
    text = gzip.decompress(packed).decode("utf-8")
    return {
        "text": text,
        "packed": base64.b64encode(packed).decode("ascii"),
        "name": f"{_description()['name']} {_description()['version']}",
    }


@lru_cache(maxsize=1)
def _exporter() -> Any:
    from nbconvert.exporters import TemplateExporter

    return TemplateExporter(
        extra_template_basedirs=[str(TEMPLATES)],
        template_name="riskkit",
        template_file="index.html.j2",
    )
