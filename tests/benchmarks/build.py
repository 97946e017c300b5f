"""What pictures cost a build, as ratios to the same site without them being drawn, stored or looked up.

    uv run python tests/benchmarks/build.py [--runs 5] [--pictures 30 300] [--serve]

The bare site has the same pages and theme; ready-made pictures and facts are put in by a few lines. All builds of a
site are interleaved, and each figure is the median of the runs: CPU seconds of the build and of its workers.
"""

import argparse
import ctypes
import json
import os
import re
import resource
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
import urllib.request
from pathlib import Path

ROOT = Path(__file__).parents[2]
QUIET = {"NO_MKDOCS_2_WARNING": "1", "DISABLE_MKDOCS_2_WARNING": "true", "PYTHONHASHSEED": "0"}
BARE = '''
"""The bare site: ready-made pictures and facts are put in, and nothing else is done."""
import json
from pathlib import Path
from figures_src import pages

READY = json.loads(Path(__file__).with_name("ready.json").read_text("utf-8"))
pages.facts = lambda: READY["facts"]
pages.gallery.names = lambda: READY["names"]
pages.gallery.rendered = lambda name: READY["pictures"][name]
makeExtension = pages.makeExtension
'''


STATIC = (
    BARE
    + '''

def makeExtension(**options):
    """Pictures stay files that a page shows as images."""
    extension = pages.makeExtension(**options)
    whole = extension.extendMarkdown

    def without(md):
        whole(md)
        md.treeprocessors.deregister("pictures")

    extension.extendMarkdown = without
    return extension
'''
)


def copy(folder):
    """A working copy of the project."""
    for name in ("docs", "figures_src"):
        shutil.copytree(ROOT / name, folder / name, ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(ROOT / "mkdocs.yml", folder)
    return folder


def generated(folder, count):
    """A site of `count` pictures of a hundred cells each, three a page."""
    copy(folder)
    for path in [*folder.glob("docs/*.md"), *folder.glob("figures_src/facts/[a-z]*.py")]:
        path.unlink()
    for path in folder.glob("figures_src/figures/*/*.py"):
        if path.name != "_preview.py":  # what a shared link shows belongs to every site
            path.unlink()
    config = re.sub(r"^nav:\n(  .*\n)+", "", (folder / "mkdocs.yml").read_text("utf-8"), flags=re.M)
    (folder / "mkdocs.yml").write_text(config, "utf-8")
    (folder / "docs/index.md").write_text("---\ndescription: x\n---\n# Home\n", "utf-8")
    (folder / "figures_src/helper.py").write_text(HELPER, "utf-8")
    for page in range(count // 3):
        text = f"---\ndescription: page {page}\n---\n# Page {page}\n\n" + "Some words about windows and fields. " * 60
        for number in range(3):
            source = folder / f"figures_src/figures/page_{page}/picture_{number}.py"
            source.parent.mkdir(exist_ok=True)
            source.write_text(PICTURE.format(seed=3 * page + number), "utf-8")
            text += f"\n\n![Ten by ten cells with numbers](figures/page-{page}/picture-{number}.svg)\n/// caption\n**Cells.** Words.\n///\n"
        (folder / f"docs/page-{page}.md").write_text(text, "utf-8")
    return folder


HELPER = '"""Numbers."""\n\nimport numpy as np\n\n\ndef numbers(seed):\n    return np.random.default_rng(seed).integers(-9, 9, (10, 10))\n'
PICTURE = '''"""Ten by ten cells, a window, a ring and a few wires, number {seed}."""

from figures_src.drawing import Panel
from figures_src.helper import numbers


def draw():
    panel = Panel("Cells")
    grid = panel.cells(numbers({seed}))
    panel.frame(grid.cells(2, 3, 3, 3))
    neuron = panel.cells([[7]], at=(12, 4), role="neuron")
    panel.wires([grid.cell(2 + i, 3 + j).centre for i in range(3) for j in range(3)], neuron.left)
    panel.ring(neuron)
    return panel
'''


def bare(folder, source, extension=BARE):
    """The bare twin of a built site; with STATIC, the twin whose pictures are images."""
    shutil.copytree(source, folder, ignore=shutil.ignore_patterns(".cache", "site"), dirs_exist_ok=True)
    code = (
        "import json; from figures_src import gallery, pages; n = gallery.names();"
        "print(json.dumps({'facts': pages.facts(), 'names': n, 'pictures': {k: gallery.rendered(k) for k in n}}))"
    )
    done = subprocess.run([sys.executable, "-c", code], cwd=source, env=environment(source), capture_output=True, text=True, check=True)  # fmt: skip
    ready = json.loads(done.stdout.splitlines()[-1])
    for name in ready["pictures"]:
        path = folder / f"docs/figures/{name}.svg"
        path.parent.mkdir(parents=True, exist_ok=True)
        for ending in (".svg", ".png"):
            shutil.copy((source / "site/figures" / name).with_suffix(ending), path.with_suffix(ending))
    (folder / "ready.json").write_text(json.dumps(ready), "utf-8")
    (folder / "bare.py").write_text(extension, "utf-8")
    config = (folder / "mkdocs.yml").read_text("utf-8")
    config = config.replace("  - gen-files: {scripts: [figures_src/publish.py]}\n", "").replace(
        "figures_src.pages", "bare"
    )
    (folder / "mkdocs.yml").write_text(config, "utf-8")
    return folder


def environment(folder):
    return os.environ | QUIET | {"PYTHONPATH": str(folder), "FIGURES_STORE": str(folder / ".cache/figures")}


def build(folder):
    """CPU seconds and wall seconds of one build of a site, workers included, and the peak memory of its largest process in MB."""
    before, start = resource.getrusage(resource.RUSAGE_CHILDREN), time.perf_counter()
    with tempfile.TemporaryFile("w+") as said:
        process = subprocess.Popen(
            [sys.executable, "-m", "mkdocs", "build", "-q", "-d", "site"],
            cwd=folder, env=environment(folder), stdout=said, stderr=said, start_new_session=True,
        )  # fmt: skip
        peak = 0
        while process.poll() is None:
            peak = max(peak, memory(process.pid))
            time.sleep(0.02)
        wall = time.perf_counter() - start
        reap()
        said.seek(0)
        if process.returncode:
            raise SystemExit(said.read())
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime, wall, peak / 1000


def memory(session):
    """The most that any process of a session has held so far, in kB."""
    most = 0
    for folder in Path("/proc").glob("[0-9]*"):
        try:
            if os.getsid(int(folder.name)) == session:
                most = max(most, int(re.search(r"VmHWM:\s+(\d+)", (folder / "status").read_text())[1]))
        except (OSError, TypeError):  # it has ended
            continue
    return most


def reap():
    """Wait for the processes that a build leaves behind to end by themselves, so that their time counts as well."""
    while True:
        try:
            os.waitpid(-1, 0)
        except ChildProcessError:
            return


def edit(path, count=[0]):  # noqa: B006, one counter for all edits
    """Change a source or a page in a way that matters."""
    count[0] += 1
    text = path.read_text("utf-8")
    if path.suffix == ".md":
        path.write_text(text + f"\nOne more sentence, number {count[0]}.\n", "utf-8")
    else:
        path.write_text(text + f"\nEDIT = {count[0]}\n", "utf-8")


def cases(site, helper):
    """What is done to the site before each build: {name: action}."""
    page = next(iter(sorted(site.glob("docs/*-*.md"))))
    picture = next(iter(sorted(site.glob("figures_src/figures/*/[a-z]*.py"))))
    return {
        "nothing changed": lambda: None,
        "one page's prose": lambda: edit(page),
        "one picture's source": lambda: edit(picture),
        "cold": lambda: shutil.rmtree(site / ".cache"),
        "a helper of all": lambda: edit(helper),
    }


def measure(label, site, helper, runs, wanted):
    """Print the ratios of one site, case by case; returns its bare twin."""
    build(site)
    twin, plain = (bare(Path(tempfile.mkdtemp()), site, extension) for extension in (BARE, STATIC))
    build(twin), build(plain)
    print(
        f"\n{label}\n\n| case | CPU / time, ratios to bare | to static images | bare CPU s | memory MB, bare MB |\n| --- | ---: | ---: | ---: | ---: |"
    )
    for name, change in cases(site, helper).items():
        if wanted and name not in wanted:
            continue
        figures = {site: [], twin: [], plain: []}
        for _ in range(runs):
            if name == "one page's prose":
                for other in (twin, plain):
                    edit(next(iter(sorted(other.glob("docs/*-*.md")))))
            for folder, runs_of_it in figures.items():
                if folder == site:
                    change()
                runs_of_it.append(build(folder))
        (cpu, wall, most), (bare_cpu, bare_wall, bare_most), (static_cpu, static_wall, _) = (
            [statistics.median(column) for column in zip(*figures[folder], strict=True)] for folder in figures
        )
        print(
            f"| {name} | {cpu / bare_cpu:.2f} / {wall / bare_wall:.2f} | {cpu / static_cpu:.2f} / {wall / static_wall:.2f} | {bare_cpu:.2f} | {most:.0f}, {bare_most:.0f} |",
            flush=True,
        )
    shutil.rmtree(plain)
    return twin


def serve(label, site, twin, runs):
    """Print how long a save takes until the page is served, as ratios to the bare site."""
    servers = {}
    for port, folder in ((8101, site), (8102, twin)):
        servers[port] = subprocess.Popen(
            [sys.executable, "-m", "mkdocs", "serve", "-q", "-a", f"127.0.0.1:{port}"], cwd=folder, env=environment(folder),
            stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
        )  # fmt: skip
    try:
        page = sorted(site.glob("docs/*-*.md"))[0].name
        picture = next(iter(sorted(site.glob("figures_src/figures/*/[a-z]*.py"))))
        fresh(8101, page, None), fresh(8102, page, None)
        for name in ("prose", "one picture"):
            times = {8101: [], 8102: []}
            for i in range(runs):
                for port, folder in ((8102, twin), (8101, site)):
                    mark = f"mark{i}{name[0]}{port}"
                    if name == "one picture" and port == 8101:
                        edit(picture)
                    with (folder / "docs" / page).open("a") as file:
                        file.write(f"\n{mark}\n")
                    times[port].append(fresh(port, page, mark))
            print(
                f"{label}, serve, {name}: {statistics.median(times[8101]) / statistics.median(times[8102]):.2f} of the bare site's own"
            )
    finally:
        for server in servers.values():
            server.kill()


def fresh(port, page, mark, limit=60):
    """Seconds until a served page holds the mark."""
    start = time.perf_counter()
    while time.perf_counter() - start < limit:
        try:
            text = (
                urllib.request.urlopen(f"http://127.0.0.1:{port}/{page.removesuffix('.md')}/", timeout=30)
                .read()
                .decode()
            )
            if mark is None or mark in text:
                return time.perf_counter() - start
        except OSError:
            pass
        time.sleep(0.02)
    raise SystemExit(f"{page} was not served within {limit} s")


def main():
    """Measure this site and generated ones."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--runs", type=int, default=5)
    parser.add_argument("--pictures", type=int, nargs="*", default=[30, 300])
    parser.add_argument("--case", nargs="*")
    parser.add_argument("--serve", action="store_true")
    chosen = parser.parse_args()
    ctypes.CDLL(None).prctl(36, 1)  # Linux: workers whose parent has ended become children of this process
    sites = [("this site", copy(Path(tempfile.mkdtemp())), "windows.py")]
    sites += [(f"{n} pictures", generated(Path(tempfile.mkdtemp()), n), "helper.py") for n in chosen.pictures]
    for label, site, helper in sites:
        twin = measure(label, site, site / "figures_src" / helper, chosen.runs, chosen.case)
        if chosen.serve:
            serve(label, site, twin, chosen.runs)
        shutil.rmtree(site)
        shutil.rmtree(twin)


if __name__ == "__main__":
    main()
