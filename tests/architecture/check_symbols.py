#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Checks that no function compiled for one instruction set can be picked for another.

usage: check_symbols.py NM VARIANT OBJECT...

The linker keeps one copy of each weak symbol. When std::vector<int>::push_back comes out of an object compiled for
AVX-512, its copy may be the one that the whole program calls, and an older processor dies of it. So every weak symbol of
a variant's objects must carry the variant's namespace in its name.
"""
import subprocess
import sys

WEAK = {"W", "V", "u"}
# Exception tables refer to the personality routine through this pointer: data, the same in every object.
HARMLESS = ("DW.ref.",)


def findings(listing, variant):
    """The offending names in the output of `nm --defined-only --demangle`."""
    found = []
    for line in listing.splitlines():
        fields = line.split(maxsplit=2)
        if len(fields) != 3 or fields[1] not in WEAK:
            continue
        name = fields[2]
        if f"{variant}::" not in name and not name.startswith(HARMLESS):
            found.append(name)
    return found


def main(arguments):
    if len(arguments) < 3:
        print("usage: check_symbols.py NM VARIANT OBJECT...", file=sys.stderr)
        return 2
    nm, variant, *objects = arguments
    failed = False
    for path in objects:
        listing = subprocess.run(
            [nm, "--defined-only", "--demangle", path], check=True, capture_output=True, text=True
        ).stdout
        if not listing:
            print(f"{path}: no symbols")
            failed = True
        for name in findings(listing, variant):
            print(f"{path}: weak symbol outside namespace {variant}: {name}")
            failed = True
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
