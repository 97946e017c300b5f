"""Keeps what was computed until something it depends on changes: source, helpers, data, style or versions."""

import ast
import hashlib
import json
import os
import platform
import tempfile
from functools import cache
from importlib.metadata import version
from pathlib import Path

PACKAGE = Path(__file__).parent
ROOT = PACKAGE.parent
DATA = PACKAGE / "data"
FOLDER = Path(os.environ.get("FIGURES_STORE", ROOT / ".cache" / "figures"))
FORMAT = 5  # raise it when what is stored changes its meaning
SOURCES = f"sources-{FORMAT}"  # the key of what was read from all our sources


class Sources:
    """Reads our modules as they are on disk now: what each means, what it imports, which data it names."""

    def __init__(self):
        self._known = read(SOURCES) or {}
        self._new = False
        self._modules = {}
        self._data = {path.name: path for path in sorted(DATA.glob("*"))} if DATA.is_dir() else {}
        self._steps, self._closures = {}, {}

    def module(self, path):
        """(digest of the meaning, imported modules, named data files) of one source; comments do not count."""
        if path not in self._modules:
            raw = path.read_bytes()
            content = hashlib.sha256(raw).hexdigest()
            if content not in self._known:
                self._known[content] = self._parse(raw, path)
                self._new = True
            self._modules[path] = self._known[content]
        return self._modules[path]

    def _parse(self, raw, path):
        tree = ast.parse(raw, filename=str(path))
        names = set()
        for node in ast.walk(tree):
            if isinstance(node, ast.Import):
                names.update(alias.name for alias in node.names)
            elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
                names.add(node.module)
                names.update(f"{node.module}.{alias.name}" for alias in node.names)
        ours = sorted(name for name in names if name.split(".")[0] == "figures_src")
        texts = {n.value for n in ast.walk(tree) if isinstance(n, ast.Constant) and isinstance(n.value, str)}
        return [hashlib.sha256(ast.dump(tree).encode()).hexdigest(), ours, sorted(t for t in texts if _is_file_name(t))]

    def closure(self, path):
        """All files that the module at `path` reaches by its imports, itself included: {name: digest}."""
        if path not in self._closures:
            own, beyond = self._reached(path)
            self._closures[path] = self._beyond(frozenset(beyond)) | own
        return self._closures[path]

    def _beyond(self, paths):
        """The closure of several files together, walked once for all pictures that import the same."""
        if paths not in self._closures:
            found, waiting = {}, list(paths)
            while waiting:
                own, beyond = self._reached(waiting.pop())
                if not own.keys() <= found.keys():
                    found |= own
                    waiting += beyond
            self._closures[paths] = found
        return self._closures[paths]

    def _reached(self, path):
        """What one module adds to a closure, itself and its data, and the files that its imports run."""
        if path not in self._steps:
            digest, imports, texts = self.module(path)
            own = {path.relative_to(PACKAGE).as_posix(): digest}
            for text in texts:
                if text in self._data:
                    own[f"data/{text}"] = hashlib.sha256(self._data[text].read_bytes()).hexdigest()
            self._steps[path] = own, [file for module in imports for file in _files(module)]
        return self._steps[path]

    def key(self, *paths, extra=()):
        """The key of whatever is computed by these modules: changes exactly when the result may."""
        parts = {}
        for path in paths:
            parts |= self.closure(path)
        said = json.dumps([FORMAT, versions(), sorted(parts.items()), list(extra)])
        return hashlib.sha256(said.encode()).hexdigest()[:32]

    def remember(self):
        """Keep what was parsed for the next build."""
        if self._new:
            used = {hashlib.sha256(path.read_bytes()).hexdigest() for path in self._modules}
            keep(SOURCES, {k: v for k, v in self._known.items() if k in used})
            self._new = False


def _is_file_name(text):
    return 0 < len(text) < 80 and "." in text and "/" not in text and "\n" not in text


@cache
def _files(module):
    """The source files that an import of `module` runs; none if it is a name inside a module."""
    parts = module.split(".")[1:]
    files = [PACKAGE / "__init__.py"]
    for i in range(1, len(parts) + 1):
        base = PACKAGE.joinpath(*parts[:i])
        for file in (base / "__init__.py", base.with_suffix(".py")):
            if file.is_file():
                files.append(file)
    return files


@cache
def versions():
    """The versions that decide what a picture looks like."""
    return [platform.python_version(), version("numpy"), version("matplotlib"), version("pillow")]


def _read(path):
    """What was stored at `path`, or None if there is nothing, or it is damaged or not ours."""
    try:
        seal, _, body = path.read_text("utf-8").partition("\n")
        if seal != hashlib.sha256(f"{path.stem}\n{body}".encode()).hexdigest():
            return None
        return json.loads(body)
    except (OSError, ValueError):
        return None


def read(key):
    """What was stored under a key, or None: then it has to be computed again."""
    return _read(FOLDER / f"{key}.json")


def write(path, value):
    """Store a value as sealed JSON."""
    body = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    seal = hashlib.sha256(f"{path.stem}\n{body}".encode()).hexdigest()
    write_bytes(path, f"{seal}\n{body}".encode())


def write_bytes(path, content):
    """Write a file, all or nothing: a reader sees the old file or the whole new one."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(dir=path.parent, suffix=".part")
        try:
            with os.fdopen(handle, "wb") as file:
                file.write(content)
            os.replace(name, path)
        except BaseException:
            Path(name).unlink(missing_ok=True)
            raise
    except OSError as error:  # a full or read-only disk costs time, not the build
        print(f"figures: could not keep {path.name}: {error}")


def keep(key, value):
    """Store a value under its key."""
    write(FOLDER / f"{key}.json", value)


def file(key, ending):
    """Where a file of a key is kept, such as the "png" of a picture."""
    return FOLDER / f"{key}.{ending}"


def keep_file(key, ending, content):
    """Store a file under a key; returns the digest that `read_file` wants to see again."""
    write_bytes(file(key, ending), content)
    return hashlib.sha256(content).hexdigest()


def read_file(key, ending, digest):
    """The bytes of a file stored under a key, or None if they are not the ones of that digest."""
    try:
        content = file(key, ending).read_bytes()
    except OSError:
        return None
    return content if hashlib.sha256(content).hexdigest() == digest else None


def sweep(keys, *, age):
    """Remove entries that no key names and that are older than `age` seconds; returns how many."""
    import time

    kept, removed = set(keys), 0
    for path in FOLDER.glob("*") if FOLDER.is_dir() else ():
        try:
            if path.stem not in kept and time.time() - path.stat().st_mtime > age:
                path.unlink()
                removed += 1
        except OSError:
            continue  # another build swept it
    return removed
