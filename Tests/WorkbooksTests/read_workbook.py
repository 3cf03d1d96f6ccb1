"""Reads a workbook with openpyxl and prints what it holds as JSON."""

import json
import sys

import openpyxl


def cell(value):
    return value if value is None or isinstance(value, (str, int, float)) else str(value)


def axis(drawn):
    lines = drawn.title.tx.rich.p if drawn.title else []
    title = "".join(r.t for p in lines for r in p.r or [])
    numbers = drawn.numFmt.formatCode if drawn.numFmt else ""
    return f"{title}, {drawn.scaling.orientation}, {drawn.crosses}, {numbers}"


def chart(drawn):
    series = drawn.series
    x = [(s.cat.numRef or s.cat.strRef).f if s.cat else s.xVal.numRef.f for s in series]
    return {
        "type": type(drawn).__name__,
        "categories": x,
        "values": [(s.val or s.yVal).numRef.f for s in series],
        "names": [s.tx.strRef.f for s in series],
        "dashes": [s.graphicalProperties.line.prstDash or "" for s in series],
        "axes": [axis(drawn.x_axis), axis(drawn.y_axis)],
        "place": drawn.anchor._from.row,
    }


def sheet(page, values):
    used = [c for row in page.iter_rows() for c in row if c.value is not None]
    return {
        "name": page.title,
        "cells": {c.coordinate: cell(c.value) for c in used},
        "cached": {c.coordinate: cell(values[c.coordinate].value) for c in used},
        "types": {c.coordinate: c.data_type for c in used},
        "formats": {c.coordinate: c.number_format for c in used},
        "bold": [c.coordinate for c in used if c.font.b],
        "tables": [
            {
                "name": t.displayName,
                "range": t.ref,
                "filter": t.autoFilter.ref if t.autoFilter else "",
                "headers": [c.name for c in t.tableColumns],
            }
            for t in page.tables.values()
        ],
        "rules": [
            f"{where.sqref} {rule.type} {rule.operator or ''}".strip()
            for where, rules in page.conditional_formatting._cf_rules.items()
            for rule in rules
        ],
        "charts": [chart(c) for c in page._charts],
        "frozen": page.freeze_panes or "",
        "landscape": page.page_setup.orientation or "",
        "fit": f"{page.page_setup.fitToWidth or 1}x{page.page_setup.fitToHeight}",
        "repeated": page.print_title_rows or "",
        "merged": [str(r) for r in page.merged_cells.ranges],
        "widths": {k: round(d.width, 1) for k, d in page.column_dimensions.items()},
    }


book = openpyxl.load_workbook(sys.argv[1])
values = openpyxl.load_workbook(sys.argv[1], data_only=True)
print(
    json.dumps(
        {
            "title": book.properties.title,
            "created": str(book.properties.created),
            "sheets": [sheet(p, values[p.title]) for p in book.worksheets],
        }
    )
)
