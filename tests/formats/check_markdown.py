"""As a wiki renders it (cmark-gfm with tables and links of its own), an assessment or explanation in Markdown is
headings, paragraphs, lists, tables and code: what the facts say makes no markup."""
import re
import subprocess

ALLOWED = {"h1", "h2", "h3", "h4", "h5", "p", "ul", "li", "table", "thead", "tbody", "tr", "th", "td", "code", "pre"}


def check(path):
    html = subprocess.run(
        ["cmark-gfm", "-e", "table", "-e", "autolink", "-e", "strikethrough", "-e", "tasklist", "--unsafe", path],
        check=True, capture_output=True, text=True).stdout
    tags = set(re.findall(r"<!?/?([a-zA-Z!-][a-zA-Z0-9]*)", html))
    if tags - ALLOWED:
        yield f"makes {sorted(tags - ALLOWED)}"
    if html.count("<h1>") != 1 or not html.startswith("<h1>"):
        yield "has not one title at its beginning"
    # Every row of a table has as many cells as its head.
    for table in re.findall(r"<table>.*?</table>", html, re.S):
        widths = {len(re.findall(r"<t[hd]>", row)) for row in re.findall(r"<tr>.*?</tr>", table, re.S)}
        if len(widths) != 1:
            yield f"a table has rows of {sorted(widths)} cells"
    if re.search(r"[\x00-\x08\x0b-\x1f\x7f\u200b\u202a-\u202e\u2066-\u2069]", html):
        yield "holds characters that nobody sees"
