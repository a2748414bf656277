#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Checks who may include what, because an arrow that nobody checks is an arrow that is soon broken.

usage: check_architecture.py ROOT     prints one line per finding and exits 1 when there is any.

The tables below are the arrows of the house: a module may include itself and what its row names. Libraries that must
stay in one place have a row in CONFINED.
"""
import pathlib
import re
import sys

LEAVES = ["surfaces", "problems", "optimizers", "schedules", "noise", "formula"]
ENGINE = ["engine", "core"] + LEAVES

ARROWS = {
    "core": [],
    "figures": ["core"],
    **{leaf: ["core"] for leaf in LEAVES},
    "engine": ["core"] + LEAVES,
    "cpu": ENGINE,
    "kernels": ENGINE,
    "analysis": ENGINE,
    "io": ENGINE,
    "lessons": ENGINE + ["figures", "analysis", "io"],
    "study": ENGINE + ["figures", "analysis", "io"],
    "viewer": ENGINE + ["figures", "analysis", "io", "lessons"],
    "cli": ENGINE + ["figures", "cpu", "kernels", "analysis", "io", "lessons", "study", "viewer"],
}

# (what, pattern of the included name, folders that may include it)
CONFINED = [
    ("OpenGL, GLFW and EGL", re.compile(r"(GL|GLES\d?|GLFW|EGL|glad|KHR)/"), ["src/viewer/gl", "src/viewer/platform"]),
    ("CUDA", re.compile(r"(cuda|nvrtc|nvJitLink|curand|cooperative_groups|cub/|thrust/|nvtx)"), ["kernels"]),
    ("Dear ImGui", re.compile(r"(imgui|imstb|backends/imgui)"), ["src/viewer/ui"]),
    ("glm", re.compile(r"glm/"), ["src/viewer"]),
    ("locks", re.compile(r"(mutex|shared_mutex)$"), ["src/cpu", "kernels"]),
    (
        "threads",
        re.compile(r"(thread|atomic|condition_variable|future|semaphore|barrier|latch|stop_token|pthread\.h)$"),
        ["src/cpu"],
    ),
]

CODE = {".h", ".cpp", ".cu", ".cuh"}
LINES = CODE | {".py", ".sh", ".cmake", ".glsl", ".vert", ".frag", ".comp", ".geom"}
MAX_LINES = 500
INCLUDE = re.compile(r'^\s*#\s*include\s*([<"])([^>"]+)[>"]')


def module_of(path):
    """The room that a file lies in: src/engine/x.h -> engine; None outside src/ and kernels/."""
    parts = path.split("/")
    if parts[0] == "kernels":
        return "kernels"
    return parts[1] if parts[0] == "src" and len(parts) > 2 else None


def target_of(name):
    """The room that an include names, or None for a library's or a generated header that belongs to no room."""
    parts = name.split("/")
    if len(parts) < 2:
        return None
    if parts[0] == "registry":  # generated; includes every header of that list
        kind = parts[1].removesuffix(".h")
        return kind if kind in ARROWS else None
    return parts[0] if parts[0] in ARROWS else None


def include_findings(root, path, module, quote, name):
    if name.startswith(".") or "/../" in name:
        yield f"includes \"{name}\": write it from src/"
        return
    target = target_of(name)
    if target and target != module and target not in ARROWS[module]:
        allowed = ", ".join(ARROWS[module]) or "nothing"
        yield f"{module}/ may not include {target}/ (\"{name}\"); it may include {allowed}"
    if quote == '"' and target and not name.startswith("registry/"):
        if not (root / "src" / name).exists() and not (root / name).exists():
            yield f"includes \"{name}\", which does not exist"
    for what, pattern, folders in CONFINED:
        if pattern.match(name) and not any(path.startswith(folder + "/") for folder in folders):
            yield f"includes <{name}>: {what} only in {' and '.join(folders)}"


def file_findings(root, path):
    text = (root / path).read_text(encoding="utf-8", errors="replace")
    lines = text.splitlines()
    if len(lines) > MAX_LINES:
        yield 1, f"has {len(lines)} lines; {MAX_LINES} is the limit"
    if pathlib.PurePosixPath(path).suffix not in CODE:
        return
    if not any("SPDX-License-Identifier: MIT" in line for line in lines[:3]):
        yield 1, "has no SPDX line in its first three lines"
    if path.endswith((".h", ".cuh")) and "#pragma once" not in lines:
        yield 1, "is a header without #pragma once"
    module = module_of(path)
    if module is None:
        return
    if module not in ARROWS:
        yield 1, f"is in the unknown room {module}/: add it to the table of arrows"
        return
    for number, line in enumerate(lines, 1):
        match = INCLUDE.match(line)
        if match:
            for finding in include_findings(root, path, module, *match.groups()):
                yield number, finding


def findings(root):
    root = pathlib.Path(root)
    found = []
    for top in ["src", "kernels", "shaders", "tests", "benches", "cmake", "scripts", "examples"]:
        for file in sorted((root / top).rglob("*")):
            if file.is_file() and file.suffix in LINES:
                path = file.relative_to(root).as_posix()
                found += [f"{path}:{line}: {message}" for line, message in file_findings(root, path)]
    return found


def main(arguments):
    if len(arguments) != 1 or not (pathlib.Path(arguments[0]) / "src").is_dir():
        print("usage: check_architecture.py ROOT (a folder with src/ in it)", file=sys.stderr)
        return 2
    found = findings(arguments[0])
    for finding in found:
        print(finding)
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
