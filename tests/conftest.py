"""What the tests share: the pages as text, a built site, a real browser."""

import functools
import http.server
import os
import shutil
import subprocess
import sys
import threading
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
DOCS = ROOT / "docs"
QUIET = {"NO_MKDOCS_2_WARNING": "1", "DISABLE_MKDOCS_2_WARNING": "true"}
CHROMIUM = os.environ.get("CHROMIUM") or shutil.which("chromium") or shutil.which("chromium-browser")


def pytest_collection_modifyitems(items):
    """The browser's tests run where there is a Chromium; where CI is set they must."""
    if CHROMIUM or os.environ.get("CI"):
        return
    items[:] = [item for item in items if "browser" not in item.keywords]


def pytest_xdist_auto_num_workers(config):
    """All tests run on all cores; a few named ones run at once, without starting workers."""
    return 0 if config.args_source.name == "ARGS" else min(os.cpu_count() or 1, 8)


def build(folder, *arguments, **environment):
    """Run `mkdocs build` into a folder; returns the finished process with what it printed."""
    return subprocess.run(
        [sys.executable, "-m", "mkdocs", "build", "-d", str(folder), *arguments],
        cwd=ROOT, capture_output=True, text=True, env=os.environ | QUIET | environment,
    )  # fmt: skip


@pytest.fixture(scope="session")
def site(tmp_path_factory):
    """The whole site, built strictly once for all tests."""
    folder = tmp_path_factory.mktemp("site")
    done = build(folder, "--strict")
    assert done.returncode == 0, done.stdout + done.stderr
    return folder


@pytest.fixture(scope="session")
def address(site):
    """Where the built site is served."""

    class Quiet(http.server.SimpleHTTPRequestHandler):
        def log_message(self, *arguments):
            pass

    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(Quiet, directory=site))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}/"
    server.shutdown()
    server.server_close()


@pytest.fixture(scope="session")
def chromium():
    """A real Chromium."""
    from playwright.sync_api import sync_playwright

    if not CHROMIUM:
        pytest.fail("no Chromium found: install it (Debian: apt-get install chromium) or name it in CHROMIUM")
    quiet = ["--disable-gpu", "--disable-background-networking", "--disable-component-update", "--disable-sync"]
    root = ["--no-sandbox"] if os.geteuid() == 0 else []
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=quiet + root)
        yield browser
        browser.close()
