"""The part of XLSX that tables of texts need. Cells are texts; formulas are what they show, never run."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Mapping
from xml.sax.saxutils import escape, quoteattr

from flows.formats.report import FormatError
from flows.formats.spreadsheet.csv_files import MAX_CELLS, MAX_ROWS, Rows
from flows.formats.told import Place, Told
from flows.formats.xml_reader import Element, XmlError, read_xml

WORKBOOK = "xl/workbook.xml"
_TYPES = "application/vnd.openxmlformats-officedocument.spreadsheetml"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_REFERENCE = re.compile(r"([A-Z]{1,3})([0-9]{1,7})")
_ILLEGAL = re.compile("[\x00-\x08\x0b\x0c\x0d\x0e-\x1f\ufffe\uffff]|_(?=x[0-9A-Fa-f]{4}_)")
# NUL and halves of pairs are no characters: such a text means itself.
_ESCAPED = re.compile(r"_x(?!0000|[dD][89A-Fa-f])([0-9A-Fa-f]{4})_")
_MOST_COLUMNS = 500
_MOMENT = (1980, 1, 1, 0, 0, 0)


def write_xlsx(tables: Mapping[str, Rows]) -> bytes:
    """One sheet for each table; the same tables are the same bytes."""
    names = list(tables)
    sheets = "".join(
        f'<sheet name={quoteattr(name)} sheetId="{n}" r:id="rId{n}"/>' for n, name in enumerate(names, start=1)
    )
    links = "".join(
        f'<Relationship Id="rId{n}" Type="{_OFFICE}/worksheet" Target="worksheets/sheet{n}.xml"/>'
        for n in range(1, len(names) + 1)
    )
    overrides = "".join(
        f'<Override PartName="/xl/worksheets/sheet{n}.xml" ContentType="{_TYPES}.worksheet+xml"/>'
        for n in range(1, len(names) + 1)
    )
    files = {
        "[Content_Types].xml": f'<Types xmlns="{_PACKAGE}/content-types"><Default Extension="rels" '
        'ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" '
        f'ContentType="application/xml"/><Override PartName="/{WORKBOOK}" ContentType="{_TYPES}.sheet.main+xml"/>'
        f"{overrides}</Types>",
        "_rels/.rels": f'<Relationships xmlns="{_PACKAGE}/relationships"><Relationship Id="rId1" '
        f'Type="{_OFFICE}/officeDocument" Target="{WORKBOOK}"/></Relationships>',
        WORKBOOK: f'<workbook xmlns="{_MAIN}" xmlns:r="{_OFFICE}"><sheets>{sheets}</sheets></workbook>',
        "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{_PACKAGE}/relationships">{links}</Relationships>',
    }
    for n, name in enumerate(names, start=1):
        files[f"xl/worksheets/sheet{n}.xml"] = _sheet(tables[name])
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for path, content in files.items():
            archive.writestr(zipfile.ZipInfo(path, _MOMENT), _HEAD + content, zipfile.ZIP_DEFLATED)
    return buffer.getvalue()


def read_xlsx(files: Mapping[str, bytes], path: str, told: Told) -> dict[str, Rows]:
    """Name of a sheet → its rows, of the unpacked files of a workbook; raises FormatError."""
    try:
        shared = _shared(files)
        links = {
            link.attributes.get("Id", ""): link.attributes.get("Target", "")
            for link in _tree(files, "xl/_rels/workbook.xml.rels").elements("Relationship")
        }
        tables: dict[str, Rows] = {}
        for sheet in _tree(files, WORKBOOK).everywhere("sheet"):
            name = sheet.attributes.get("name") or f"Sheet {len(tables) + 1}"
            target = links.get(sheet.attributes.get("id", ""), "").lstrip("/")
            inner = target if target.startswith("xl/") else f"xl/{target}"
            if inner in files:
                tables[name] = _rows(_tree(files, inner), shared, Place(f"{path}#{name}"), told)
    except XmlError as error:
        raise FormatError("xlsx", f"{path} cannot be read. {error.detail}") from error
    if any(name.lower().endswith("vbaproject.bin") for name in files):
        told.warn("macro", Place(path), "Macros of the workbook were left out.")
    return tables


def _sheet(rows: Rows) -> str:
    lines: list[str] = []
    for number, row in enumerate(rows, start=1):
        cells = "".join(
            f'<c r="{_column(index)}{number}" t="inlineStr"><is><t xml:space="preserve">{_written(cell)}</t></is></c>'
            for index, cell in enumerate(row)
            if cell
        )
        lines.append(f'<row r="{number}">{cells}</row>')
    return f'<worksheet xmlns="{_MAIN}"><sheetData>{"".join(lines)}</sheetData></worksheet>'


def _written(text: str) -> str:
    return escape(_ILLEGAL.sub(lambda found: f"_x{ord(found[0]):04X}_", text))


def _read(text: str) -> str:
    return _ESCAPED.sub(lambda found: chr(int(found[1], 16)), text) if "_x" in text else text


def _tree(files: Mapping[str, bytes], path: str) -> Element:
    if path not in files:
        raise XmlError(f"{path} is missing.")
    return read_xml(files[path])


def _shared(files: Mapping[str, bytes]) -> list[str]:
    if "xl/sharedStrings.xml" not in files:
        return []
    return [_plain(one) for one in _tree(files, "xl/sharedStrings.xml").elements("si")]


def _plain(element: Element) -> str:
    """The text of a string: its runs, without readings of signs."""
    return _read(
        "".join(
            part.text() if part.name == "t" else "".join(inner.text() for inner in part.elements("t"))
            for part in element.elements()
            if part.name in ("t", "r")
        )
    )


def _rows(sheet: Element, shared: list[str], place: Place, told: Told) -> Rows:
    rows: Rows = []
    cells = formulas = 0
    for row in sheet.everywhere("row"):
        made: list[str] = []
        number = row.attributes.get("r", "")
        at = int(number) if number.isdigit() and len(number) < 8 else len(rows) + 1
        if at > MAX_ROWS:
            raise XmlError("It has too many rows.")
        while len(rows) < at - 1:
            rows.append([])
        for cell in row.elements("c"):
            found = _REFERENCE.fullmatch(cell.attributes.get("r", ""))
            index = _index(found[1]) if found is not None else len(made)
            if index >= _MOST_COLUMNS:
                raise XmlError("It has too many columns.")
            formulas += cell.first("f") is not None
            made += [""] * (index + 1 - len(made))
            made[index] = _value(cell, shared)
        cells += len(made)
        if cells > MAX_CELLS:
            raise XmlError("It has too many cells.")
        rows.append(made)
    if formulas:
        told.hint("formula", place, f"{formulas} formulas were read as the texts they showed; none was run.")
    return rows


def _value(cell: Element, shared: list[str]) -> str:
    kind = cell.attributes.get("t", "n")
    if kind == "inlineStr":
        inner = cell.first("is")
        return "" if inner is None else _plain(inner)
    value = cell.first("v")
    text = "" if value is None else value.text()
    if kind == "s":
        return shared[int(text)] if text.isdigit() and len(text) < 8 and int(text) < len(shared) else ""
    return _read(text) if kind == "str" else text


def _column(index: int) -> str:
    letters = ""
    index += 1
    while index:
        index, rest = divmod(index - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


def _index(letters: str) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - 64
    return number - 1
