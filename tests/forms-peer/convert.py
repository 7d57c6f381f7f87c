"""Turns every workbook of a folder into XForms XML with pyxform; what it refuses is told in a file."""

import json
import sys
from pathlib import Path

from pyxform.xls2xform import convert

folder = Path(sys.argv[1])
refused = 0
for workbook in sorted(folder.glob("*.xlsx")):
    stem = workbook.with_suffix("")
    try:
        made = convert(str(workbook), validate=False, pretty_print=False)
        stem.with_suffix(".xml").write_text(made.xform, encoding="utf-8")
    except Exception as error:  # pyxform has no one class for what it refuses
        refused += 1
        record = {"failure": f"pyxform: {error}"}
        stem.with_suffix(".peer.json").write_text(json.dumps(record), encoding="utf-8")
print(f"pyxform converted all but {refused}")
