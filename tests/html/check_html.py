"""check_html.py PROGRAM ROOT: the page of `assess --format html`, as a person meets it in a browser.

Opens it in a headless Chromium and searches, filters, unfolds, switches the language, follows deep links, prints; then
opens a page whose facts are all hostile texts. Speed is held by counts (nodes after opening), times are only reported.
"""
import json
import re
import subprocess
import sys
import tempfile
import time
import unicodedata
from pathlib import Path

from browser import Browser
from hostile import Attacker

program, root = sys.argv[1], Path(sys.argv[2])
examples = root / "policies" / "examples"
work = Path(tempfile.mkdtemp(prefix="dengbao-html-pages-"))
checks = failures = 0


def check(what: str, holds, *details) -> None:
    global checks, failures
    checks += 1
    if not holds:
        failures += 1
        print("FAILED:", what, *details)


def page(name: str, facts: Path, *arguments: str) -> Path:
    file = work / f"{name}.html"
    begin = time.monotonic()
    done = subprocess.run([program, "assess", str(facts), "--as-of", "2026-11-21", "--format", "html", "-o", str(file), *arguments],
                          capture_output=True, text=True, check=False, cwd=root)
    check(f"{name}: the program writes it", done.returncode in (0, 1, 2), done.stderr[:500])
    print(f"{name}: {file.stat().st_size / 1e6:.1f} MB written in {time.monotonic() - begin:.1f} s")
    return file


def opened(browser: Browser, file: Path, fragment: str = "") -> None:
    browser.open(file, fragment)
    check(f"{file.name}{fragment}: it is built", browser.wait("return document.querySelectorAll('#list details.rule').length"))


def quiet(browser: Browser, where: str) -> None:
    errors = [entry["message"] for entry in browser.messages() if entry["level"] in ("SEVERE", "WARNING")]
    check(f"{where}: nothing is wrong by the console", not errors, errors[:3])


shown = "return [...document.querySelectorAll('#list details.rule:not([hidden])')].map(row => row.dataset.rule)"
text_of = "return document.body.innerText"


def reading(browser: Browser, file: Path) -> None:
    begin = time.monotonic()
    opened(browser, file)
    nodes = browser.run("return document.querySelectorAll('*').length")
    print(f"opened in {time.monotonic() - begin:.1f} s, {nodes} nodes")
    check("proofs are made when they are unfolded", nodes < 9000 and browser.run("return document.querySelectorAll('.proof').length") == 0, nodes)
    rules = browser.run(shown)
    text = browser.run(text_of)
    for words in ("云杉商城", "S3A3G3", "2026-11-21", "basically conforms", "88.46 to 90.64", "341", "Credentials travel in clear", "Who says so", "without evidence"):
        check(f"the overview says {words}", words in text)
    check("clauses by domain, as a picture and in numbers", browser.run("""
        return [...document.querySelectorAll('table.domains tbody tr')].every(row => row.querySelector('svg rect') && row.querySelector('.counts li'))"""))

    # Search by keyboard, then by what is in a proof.
    browser.press("/")
    browser.press(*"earthing")
    check("search finds titles", browser.wait(f"const found = (() => {{ {shown} }})(); return found.includes('lightning.earthing') && found.length < 20"))
    browser.press("Escape")
    browser.press("j", "Enter")
    check("j and Enter unfold", browser.wait("return document.querySelector('details.rule[open] .proof')?.innerText.includes('检测报告由大厦物业保管')"))
    check("the address says what is unfolded", "r=lightning.earthing" in browser.run("return location.hash"))
    check("what would decide it is asked", "To decide, find out" in browser.run(text_of))
    browser.press("Enter")
    check("Enter folds again", browser.wait("return !document.querySelector('details.rule[open]')"))

    # Filters.
    browser.run("document.querySelector('.bar-top button').click()")
    check("clearing shows everything", browser.run(shown) == rules)
    browser.run("document.querySelector('input[name=v][value=fail]').click()")
    failing = browser.run(shown)
    check("the filter by verdict", failing and len(failing) < 10 and "access-control.security-labels" in failing, failing)
    browser.run("document.querySelector('input[name=v][value=fail]').click()")

    def narrowed(control: str, value: str) -> list[str]:
        browser.run("const c = document.getElementById(arguments[0]); c.value = arguments[1]; c.dispatchEvent(new Event(c.tagName === 'SELECT' ? 'change' : 'input'))", control, value)
        time.sleep(0.25)
        return browser.run(shown)

    check("the filter by clause", set(narrowed("clause", "8.1.4.1.a")) == {"identity.unique-and-strong"})
    narrowed("clause", "")
    domain = browser.run("return [...document.getElementById('domain').options].find(o => o.text === 'Secure computing environment').value")
    within = narrowed("domain", domain)
    check("the filter by domain", "identity.two-factors" in within and "location.floor" not in within)
    narrowed("domain", "")
    kind = browser.run("return document.getElementById('klass').options[1].value")
    check("the filter by class", 0 < len(narrowed("klass", kind)) < len(rules))
    narrowed("klass", "")
    on = narrowed("on", "office-sw-1")
    check("the filter by subject", "identity.two-factors" in on and "location.floor" not in on)
    browser.run("document.querySelector('[data-rule=\"identity.two-factors\"] > summary').click()")
    check("only subjects that fit are listed", browser.wait("""
        const names = [...document.querySelectorAll('[data-rule="identity.two-factors"] details.subject')].map(row => row.dataset.subject);
        return names.length > 0 && names.every(name => name === 'office-sw-1')"""))
    check("the address says the filter", "on=office-sw-1" in browser.run("return location.hash"))
    quiet(browser, "reading")


def linked(browser: Browser, file: Path) -> None:
    opened(browser, file, "#r=identity.unique-and-strong&s=user-db-1")
    proof = browser.wait("return document.querySelector('details.subject[data-subject=\"user-db-1\"][open] .proof')?.innerText")
    check("a deep link unfolds the proof", proof and "minimum password length of dba_sunlh is 6, must be at least 8" in proof, proof)
    for words in ("policies/baseline/computing/identity.policy:36", "/hosts/18/accounts/1/password/min_length", "facts.json:4341:27", "e0a995427e10"):
        check(f"the proof says {words}", proof and words in proof)
    browser.run("document.querySelector('details.subject[open] details.fact > summary').click()")
    context = browser.wait("return document.querySelector('details.fact[open] .lines')?.innerText")
    line = (examples / "shop" / "facts.json").read_text(encoding="utf-8").split("\n")[4340].strip()
    check("a fact is shown in its context", context and line in context and "4341" in context, context)
    check("the value is marked", browser.run("return document.querySelector('details.fact[open] mark').textContent") == "6")
    rule = "[data-rule=\"identity.unique-and-strong\"]"
    check("what would change it", "To pass" in browser.run(f"return document.querySelector('{rule}').innerText"))
    browser.run(f"document.querySelector('{rule} section.group > details.more > summary').click()")
    check("all steps unfold", browser.wait(f"return document.querySelector('{rule} .tree .node')"))

    browser.press("l")
    check("the language is switched in place", browser.wait("return document.documentElement.lang === 'zh-CN'"))
    text = browser.wait("return document.querySelector('[data-rule=\"identity.unique-and-strong\"][open] .proof')?.innerText")
    check("what was unfolded stays so, in Chinese", text and "dba_sunlh 的口令最小长度为 6，应不小于 8" in text, text)
    english = browser.run("""return [...document.querySelectorAll('label, button, h2, h3, legend, th[scope=col]')].map(e => e.textContent)
        .filter(words => /[A-Za-z]{4}/.test(words) && !/English|identity/.test(words))""")
    check("no label is left in English", not english, english)
    browser.press("l")
    check("and back", browser.wait("return document.documentElement.lang === 'en'"))

    opened(browser, file, "#lang=zh&v=fail,partial&d=&q=user-db-1")
    check("a link with filters and a language", browser.run("return document.documentElement.lang") == "zh-CN" and
          browser.run("return document.getElementById('search').value") == "user-db-1" and 0 < len(browser.run(shown)) < 20)
    quiet(browser, "links")


def accessible(browser: Browser, file: Path) -> None:
    opened(browser, file, "#r=identity.two-factors")
    check("every control has a label", browser.run("""
        return [...document.querySelectorAll('input, select, button')].filter(c => !(c.labels?.length || c.textContent.trim() || c.getAttribute('aria-label'))).length""") == 0)
    levels = browser.run("return [...document.querySelectorAll('h1, h2, h3, h4, h5, [role=heading]')].map(h => Number(h.getAttribute('aria-level') ?? h.tagName[1]))")
    check("headings go down step by step", levels[0] == 1 and levels.count(1) == 1 and all(b <= a + 1 for a, b in zip(levels, levels[1:])))
    for landmark in ("header", "main", "footer", "nav[aria-label]", "[role=search][aria-label]", "[role=status]"):
        check(f"there is a {landmark}", browser.run("return document.querySelector(arguments[0]) !== null", landmark))
    check("pictures have words", browser.run("return [...document.querySelectorAll('svg')].every(s => s.getAttribute('role') === 'img' && s.getAttribute('aria-label'))"))
    check("ids are unique", browser.run("const ids = [...document.querySelectorAll('[id]')].map(e => e.id); return new Set(ids).size === ids.length"))
    for scheme in ("light", "dark"):
        browser.protocol("Emulation.setEmulatedMedia", media="screen", features=[{"name": "prefers-color-scheme", "value": scheme}])
        weak = browser.run((Path(__file__).parent / "contrast.js").read_text(encoding="utf-8"))
        check(f"contrast is at least 4.5 to 1 ({scheme})", not weak, weak[:5])
    browser.protocol("Emulation.setEmulatedMedia", media="", features=[])
    opened(browser, file)
    browser.press("Tab")
    check("the first stop is the link to the results", browser.run("return document.activeElement.id") == "skip")
    browser.press("Enter")
    check("it leads there", browser.run("return document.activeElement.id") == "results-title")
    browser.press("?")
    check("the keys are explained", browser.wait("return document.querySelector('dialog[open] kbd')"))
    browser.press("Escape")
    check("the help closes", browser.wait("return !document.querySelector('dialog')"))
    browser.size(390, 844)
    opened(browser, file, "#r=identity.unique-and-strong&s=user-db-1")
    check("a phone need not scroll sideways", browser.run("return document.documentElement.scrollWidth <= innerWidth"))
    browser.protocol("Emulation.clearDeviceMetricsOverride")
    quiet(browser, "accessible")


def printed(browser: Browser, file: Path) -> None:
    opened(browser, file, "#v=fail,undecided")
    pdf = work / "page.pdf"
    browser.pdf(pdf)
    text = unicodedata.normalize("NFKC", subprocess.run(["pdftotext", "-layout", str(pdf), "-"], capture_output=True, text=True, check=True).stdout)
    plain = re.sub(r"\s+", " ", text)
    for words in ("basically conforms", "Secure computing environment", "access-control.security-labels", "earthing resistance", "Printed with filters"):
        check(f"paper says {words}", words in plain)
    check("filters are not printed", "Unfold what is shown" not in plain and "Clear filters" not in plain)
    check("nor what the filter hides", "location.floor" not in plain)
    check("the screen is as before", browser.run("return document.getElementById('printed') === null"))


def hostile(browser: Browser) -> None:
    schema = json.loads(subprocess.run([program, "schema"], capture_output=True, check=True).stdout)
    attacker = Attacker(schema)
    facts = work / "hostile <b>&\"'.json"
    facts.write_text(json.dumps(attacker.facts(json.loads((examples / "saas" / "facts.json").read_text(encoding="utf-8"))), ensure_ascii=False, indent=1), encoding="utf-8")
    check("many texts are hostile", len(attacker.made) > 500)
    file = page("hostile", facts, "--level", "2")
    source = file.read_text(encoding="utf-8")
    check("scripts end where the page ends them", source.count("</script") == 2 and source.count("<script") == 2)
    for lang in ("en", "zh"):
        opened(browser, file, f"#lang={lang}")
        browser.run("""
            const unfold = (selector, most) => [...document.querySelectorAll(selector)].slice(0, most).forEach(row => row.make());
            unfold('details.rule', 1000);
            unfold('details.subject', 300);
            for (const kind of ['details.line', 'details.fact', 'details.more', 'details.node']) unfold(kind, 300);
            dispatchEvent(new Event('beforeprint'));""")
        check("nothing of it ran", browser.run("return window.hacked === undefined"))
        allowed = browser.run("""
            const known = new Set('HTML HEAD META TITLE STYLE BODY NOSCRIPT DIV SCRIPT A HEADER P NAV BUTTON H1 H2 H3 H4 H5 SPAN MAIN SECTION svg rect title UL OL LI TABLE TBODY THEAD TR TH TD FORM LABEL INPUT SELECT OPTION DATALIST FIELDSET LEGEND DETAILS SUMMARY CODE STRONG DL DT DD PRE MARK FOOTER ARTICLE'.split(' '));
            return [...document.querySelectorAll('*')].filter(e => !known.has(e.tagName) || [...e.attributes].some(a => a.name.startsWith('on') || a.name === 'style' || a.name === 'src' || (a.name === 'href' && !a.value.startsWith('#')))).map(e => e.outerHTML.slice(0, 200))""")
        check("no element and no attribute comes from the facts", not allowed, allowed[:3])
        text = browser.run("return document.getElementById('app').textContent")
        plain = [made for made in attacker.made.values() if made.isprintable()]
        seen = sum(made in text for made in plain)
        check("the texts are shown as they are", seen > 200, seen)
        check("what is hidden is written out", "\u202e" not in text and "\\u{202e}evil" in text)
    browser.messages()
    browser.run("""
        for (const make of [() => { const s = document.createElement('script'); s.textContent = 'window.hacked = 1'; document.body.append(s); },
                            () => { document.body.insertAdjacentHTML('beforeend', '<img src=x onerror="window.hacked = 1"><iframe srcdoc="<script>parent.hacked=1</script>">'); },
                            () => { const s = document.createElement('script'); s.src = 'data:text/javascript,window.hacked=1'; document.body.append(s); }]) make();""")
    time.sleep(0.3)
    check("the content-security policy lets no other script run", browser.run("return window.hacked === undefined"))
    check("and says so", sum("Content Security Policy" in entry["message"] for entry in browser.messages()) >= 3)


def grown(browser: Browser) -> None:
    """Three networks beside each other: more subjects, no more nodes."""
    facts = work / "grown.json"
    with open(facts, "wb") as out:
        subprocess.run([sys.executable, str(root / "tests/bench/grow.py"), str(examples / "shop" / "facts.json"), "1.5"], stdout=out, check=True)
    nodes = []
    for name, one in (("alone", examples / "shop" / "facts.json"), ("grown", facts)):
        opened(browser, page(name, one, "--level", "3", "--only", "identity.*"))
        nodes.append(browser.run("return document.querySelectorAll('*').length"))
    check("nodes do not grow with the hosts", nodes[1] <= nodes[0] + 20, nodes)


browser = Browser()
try:
    shop = page("shop", examples / "shop" / "facts.json", "--level", "3")
    for part in (reading, linked, accessible, printed):
        part(browser, shop)
    hostile(browser)
    grown(browser)
finally:
    browser.close()
print(f"{checks - failures} passed, {failures} failed")
sys.exit(1 if failures else 0)
