#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Instructions per particle-step in the compiled kernels of a card, beside the least that a step needs.

usage: benches/card_code.py build/thalweg-card-code [NVDISASM]

Needs no card, but NVIDIA's disassembler (of the toolkit, or `pip install nvidia-cuda-nvdisasm`).  Counted is the loop
of four steps, and around it the instructions that are executed once in 16 steps.  The special unit takes an instruction
of a warp in the time in which eight others are issued, so the share of the floor is at most
max(least, 8 least special) / max(counted, 8 counted special): waiting is not in it, measuring is left to a card.
"""
import collections
import pathlib
import re
import subprocess
import sys
import tempfile

STEPS_IN_A_ROW = 4  # kInARow in kernels/descent.cuh
# Between two checks: choosing how many steps to take, going into the loop and out of it, and whether the particle
# goes on; counted by hand along the path that nearly all take in the listing of rosenbrock_sgd_fast.
AROUND = 46 / 16
SPECIAL = 8


def loops(listing):
    """The loops of the descent that hold no other, as counts of instructions by name."""
    listing = listing[listing.index("descend"):]
    instructions, labels = [], {}
    for line in listing.splitlines():
        if label := re.match(r"\.(L_x_\d+):", line):
            labels[label[1]] = len(instructions)
        elif instruction := re.match(r"\s*/\*[0-9a-f]+\*/\s+(.*?)\s*;", line):
            instructions.append(instruction[1])
    spans = []
    for end, text in enumerate(instructions):
        target = re.search(r"\bBRA\b.*`\(\.(L_x_\d+)\)", text)
        if target and labels.get(target[1], end + 1) <= end:
            spans.append((labels[target[1]], end + 1))
    for begin, end in spans:
        if not any((b, e) != (begin, end) and begin <= b and e <= end for b, e in spans):
            names = (re.sub(r"^@!?U?P\d+ +", "", text) for text in instructions[begin:end])
            yield collections.Counter(re.split(r"[. ]", name)[0] for name in names)


def main():
    if len(sys.argv) not in (2, 3):
        sys.exit(__doc__)
    disassembler = sys.argv[2] if len(sys.argv) > 2 else "nvdisasm"
    with tempfile.TemporaryDirectory() as folder:
        index = subprocess.run([sys.argv[1], folder], check=True, text=True, stdout=subprocess.PIPE).stdout
        print(f"{'pair':<36}{'least':>7}{'special':>9}{'counted':>9}{'special':>9}{'share':>8}")
        for line in index.splitlines():
            name, least, least_special = line.split()[0], *map(float, line.split()[1:])
            listing = subprocess.run([disassembler, "-c", pathlib.Path(folder, name + ".cubin")], check=True, text=True,
                                     stdout=subprocess.PIPE).stdout
            loop = max(loops(listing), key=lambda names: names.total())
            counted, special = loop.total() / STEPS_IN_A_ROW + AROUND, loop["MUFU"] / STEPS_IN_A_ROW
            share = max(least, SPECIAL * least_special) / max(counted, SPECIAL * special)
            print(f"{name:<36}{least:>7.0f}{least_special:>9.0f}{counted:>9.1f}{special:>9.0f}{100 * share:>6.0f} %")


if __name__ == "__main__":
    main()
