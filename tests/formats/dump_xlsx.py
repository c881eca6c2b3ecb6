"""dump_xlsx.py WORKBOOK: what a workbook holds, as text, for the golden files: sheet, row, cells."""
import sys

import openpyxl

for sheet in openpyxl.load_workbook(sys.argv[1]).worksheets:
    print(f"== {sheet.title}")
    for row in sheet.iter_rows():
        print(" | ".join(str(cell.value).replace("\n", " ⏎ ") if cell.value is not None else "" for cell in row))
