"""A headless Chromium, driven over WebDriver (plain HTTP and JSON), with what the tests of the page need of it."""
import base64
import json
import shutil
import subprocess
import tempfile
import time
import urllib.request
from pathlib import Path

element_key = "element-6066-11e4-a52e-4f735466cecf"
keys = {"Enter": "\ue007", "Tab": "\ue004", "Escape": "\ue00c", "ArrowDown": "\ue015", "ArrowUp": "\ue013"}


class Browser:
    def __init__(self) -> None:
        driver, chromium = shutil.which("chromedriver"), shutil.which("chromium")
        if not driver or not chromium:
            raise FileNotFoundError("chromium and chromium-driver are needed")
        self.folder = tempfile.mkdtemp(prefix="dengbao-html-")
        self.log = open(Path(self.folder) / "driver.log", "w+", encoding="utf-8")
        self.driver = subprocess.Popen([driver, "--port=0"], stdout=subprocess.PIPE, stderr=self.log, text=True)
        self.address = None
        for line in self.driver.stdout:
            if "started successfully on port" in line:
                self.address = f"http://127.0.0.1:{line.strip().rstrip('.').split()[-1]}"
                break
        if self.address is None:
            raise RuntimeError("chromedriver did not start")
        options = {
            "binary": chromium,
            "args": ["--headless=new", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
                     "--disable-component-update", "--disable-sync", "--disable-dev-shm-usage", "--window-size=1280,900",
                     f"--user-data-dir={self.folder}/profile"],
        }
        wanted = {"capabilities": {"alwaysMatch": {"browserName": "chrome", "goog:chromeOptions": options, "goog:loggingPrefs": {"browser": "ALL"}}}}
        self.session = self.ask("POST", "/session", wanted)["sessionId"]

    def ask(self, method: str, path: str, body=None):
        data = None if body is None else json.dumps(body).encode()
        request = urllib.request.Request(self.address + path, data, {"Content-Type": "application/json"}, method=method)
        try:
            with urllib.request.urlopen(request, timeout=120) as answer:
                return json.load(answer)["value"]
        except urllib.error.HTTPError as error:
            raise RuntimeError(json.load(error)["value"]["message"]) from None

    def do(self, method: str, path: str, body=None):
        return self.ask(method, f"/session/{self.session}{path}", body)

    def protocol(self, command: str, **parameters):
        """A command of the browser's own protocol."""
        return self.do("POST", "/goog/cdp/execute", {"cmd": command, "params": parameters})

    def open(self, page: Path, fragment: str = "") -> None:
        self.do("POST", "/url", {"url": "about:blank"})  # a new page, also where only the fragment differs
        self.do("POST", "/url", {"url": page.resolve().as_uri() + fragment})

    def run(self, script: str, *arguments):
        return self.do("POST", "/execute/sync", {"script": script, "args": list(arguments)})

    def wait(self, script: str, seconds: float = 5):
        """Until the script gives something that is true."""
        end = time.monotonic() + seconds
        while True:
            found = self.run(script)
            if found or time.monotonic() > end:
                return found
            time.sleep(0.03)

    def press(self, *names: str) -> None:
        actions = []
        for name in names:
            value = keys.get(name, name)
            actions += [{"type": "keyDown", "value": value}, {"type": "keyUp", "value": value}]
        self.do("POST", "/actions", {"actions": [{"type": "key", "id": "keys", "actions": actions}]})

    def size(self, width: int, height: int) -> None:
        self.protocol("Emulation.setDeviceMetricsOverride", width=width, height=height, deviceScaleFactor=1, mobile=width < 600)

    def screenshot(self, file: Path, whole: bool = False) -> None:
        shot = self.protocol("Page.captureScreenshot", captureBeyondViewport=whole)
        file.write_bytes(base64.b64decode(shot["data"]))

    def pdf(self, file: Path) -> None:
        printed = self.protocol("Page.printToPDF", preferCSSPageSize=True, printBackground=True)
        file.write_bytes(base64.b64decode(printed["data"]))

    def messages(self) -> list[dict]:
        """What the console holds since it was last asked."""
        return self.do("POST", "/se/log", {"type": "browser"})

    def close(self) -> None:
        try:
            self.do("DELETE", "")
        finally:
            self.driver.terminate()
            self.driver.wait()
            self.log.close()
            shutil.rmtree(self.folder, ignore_errors=True)
