#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Writes docs/catalogue: what `thalweg list` says, with the remarks of the headers and a picture of every landscape.

usage: scripts/make_catalogue.py [--check | --no-pictures | --pictures-of NAME...] [--thalweg build/thalweg]

--check writes nothing and fails when a page differs from what it would be, or a picture is missing. Pictures need a
program with the explorer.
"""
import argparse
import json
import pathlib
import re
import subprocess
import sys
import tempfile

import thumbnail

ROOT = pathlib.Path(__file__).resolve().parent.parent
OUTPUT = ROOT / "docs" / "catalogue"
# What is listed, and the room that it lives in.
ROOMS = {"surfaces": "surfaces", "problems": "problems", "optimizers": "optimizers", "schedules": "schedules",
         "noises": "noise"}
MOST_MINIMA = 6  # that are written out
MADE = "<!-- Made by scripts/make_catalogue.py: change the headers, not this page. -->\n"


# --- what the program and the headers say

def listed(program, kind):
    done = subprocess.run([program, "list", kind, "--json"], capture_output=True, text=True)
    if done.returncode != 0:
        raise RuntimeError(done.stderr.strip() or f"{program} list {kind}: exit code {done.returncode}")
    return json.loads(done.stdout)


def rows_of_list(room):
    """(group, header, type) of each row of a list.txt; a group is the comment above it."""
    group, rows = "", []
    for line in (ROOT / "src" / room / "list.txt").read_text().splitlines():
        if re.match(r"# header\s+type", line):
            continue
        if line.startswith("#"):
            group = line.lstrip("# ")
        elif line.strip():
            rows.append((group, *line.split()))
    return rows


def remark(room, header, type_name):
    """The comment above the struct, or else above its base: why it is as it is, whose choice where implementations
    differ, what kinks mean."""
    text = (ROOT / "src" / room / f"{header}.h").read_text()
    while type_name:
        found = re.search(rf"((?:^///.*\n)*)(?:template .*\n)?struct {type_name}\b(?: : (\w+))?", text, re.M)
        comment, type_name = (found[1], found[2]) if found else ("", None)
        if comment:
            return re.sub(r" +", " ", " ".join(line[3:].strip() for line in comment.splitlines()))
    return ""


def file_comment(room, header):
    """What stands at the top of a header."""
    lines = (ROOT / "src" / room / f"{header}.h").read_text().split("#pragma once")[0].splitlines()[1:]
    text = "\n".join(line[2:].strip() for line in lines)
    return [" ".join(paragraph.split()) for paragraph in text.split("\n\n") if paragraph.strip()]


def catalogue(program, kind):
    """Entries as the program lists them, with "group" and "remark" from the sources."""
    entries, rows = listed(program, kind), rows_of_list(ROOMS[kind])
    if len(entries) != len(rows):
        raise RuntimeError(f"{program} lists {len(entries)} {kind}, the sources have {len(rows)}: build it first")
    for entry, (group, header, type_name) in zip(entries, rows):
        entry.update(group=group, header=header, remark=remark(ROOMS[kind], header, type_name))
    return entries


# --- Markdown

def prose(text):
    """Plain text as Markdown that shows the same characters, also in a table; `names` stay code."""
    text = re.sub(r"([\\*|\[\]~$])", r"\\\1", text).replace("<", r"\<")
    return re.sub(r"(?<!\w)_|_(?!\w)", r"\\_", text)


def code(text):
    fence = "``" if "`" in text else "`"
    return fence + text.replace("|", r"\|") + fence


def number(value):
    return f"{value:.10g}"


def short(value):
    return f"{value:.7g}"


def sentence(text):
    return text if text.endswith((".", "!", "?")) else text + "."


def count(n, noun, plural=None):
    return f"{n} {noun if n == 1 else plural or noun + 's'}"


def domain(edges):
    return " x ".join(f"[{number(low)}, {number(high)}]" for low, high in zip(edges[::2], edges[1::2]))


def range_of(parameter):
    if parameter["scale"] == "switch":
        return "0 or 1"
    text = f"{number(parameter['low'])} to {number(parameter['high'])}"
    return text + {"integer": ", whole", "log": ", by factors"}.get(parameter["scale"], "")


def parameter_table(parameters):
    if not parameters:
        return ""
    rows = [f"| {code(p['name'])} | {number(p['default'])} | {range_of(p)} | {prose(p['meaning'])} |"
            for p in parameters]
    return "\n".join(["| parameter | default | values | meaning |", "|---|---|---|---|", *rows])


def minima(entry):
    """One fact for the global ones and one for the others, the lowest first."""
    facts, seed = [], " (with the default parameters)" if entry["parameters"] else ""
    for wanted, name in ((True, "global"), (False, "local")):
        some = sorted((m for m in entry["minima"] if m["global"] is wanted), key=lambda m: m["value"])
        if some:
            where = ", ".join(f"({short(m['x'])}, {short(m['y'])})" + ("" if wanted else f" {short(m['value'])}")
                              for m in some[:MOST_MINIMA])
            lead = f"{name} minimum" if len(some) == 1 else f"{len(some)} {name} minima"
            value = f" of {short(some[0]['value'])} at" if wanted else ":"
            facts.append(f"{lead}{value} {where}{', ...' if len(some) > MOST_MINIMA else ''}{seed}")
    return facts or ["no minimum listed"]


def source(entry):
    return "" if entry["source"] == "-" else f"*{prose(entry['source'])}*"


def page(title, intro, body):
    return f"{MADE}# {title}\n\n{intro.strip()}\n\n{body.strip()}\n"


def names_line(entries):
    return " · ".join(f"[{e['name']}](#{e['name']})" for e in entries)


def by_group(entries):
    groups = {}
    for entry in entries:
        groups.setdefault(entry["group"], []).append(entry)
    return groups


def section(e, formula, level="##", title_more="", remark_more="", facts=(), picture=False):
    """Heading, picture, formula, remark, facts, parameters, source: what there is of them."""
    head = f"{level} {e['name']}\n**{prose(e['title'])}**{title_more}"
    image = f"![{prose(e['title'])}](images/{e['name']}.png)" if picture else ""
    text = " ".join(part for part in (prose(sentence(e["remark"])) if e["remark"] else "", remark_more) if part)
    parts = [head, image, f"```\n{formula}\n```", text, "\n".join(f"- {fact}" for fact in facts),
             parameter_table(e["parameters"]), source(e)]
    return "\n\n".join(part for part in parts if part) + "\n"


# --- pages

def surface_section(e):
    facts = [f"domain {domain(e['domain'])}" + ("" if e["smooth"] else "; not smooth everywhere"), *minima(e),
             f"rates {e['lr']['gradient']:.4g} (sgd), {e['lr']['normalized']:.4g} (adam)"]
    return section(e, e["formula"], "###", facts=facts, picture=True)


def surfaces_page(entries):
    intro = f"""
The {len(entries)} surfaces of two weights that `--surface NAME` descends, as `thalweg list surfaces` prints them. Most of
the formulas are in the grammar of [typed formulas](../formulas.md) and can be typed. Rates are those used when `--lr`
is not given: for steps proportional to the gradient (sgd) and for steps of about the rate (adam). On kinks derivatives
are defined: 0 for |x| at 0, the first argument's for a tie of min or max, unless something else is said.
[Add a surface](../add-a-surface.md) says what it takes to add one.

{names_line(entries)}
"""
    parts = []
    for group, some in by_group(entries).items():
        title = group[:1].upper() + group[1:] if group else "The first ten"
        parts.append(f"## {prose(title)}\n")
        if all(e["header"].startswith("bbob") for e in some):  # whose formulas need words of their own
            parts += [prose(paragraph) + "\n" for paragraph in file_comment("surfaces", "bbob")]
        parts += [surface_section(e) for e in some]
    return page("Surfaces", intro, "\n".join(parts))


SCALINGS = {"none": "inputs are taken as they are", "unit": "inputs are scaled to 0..1",
            "standard": "inputs are scaled to mean 0 and standard deviation 1"}


def problem_section(e):
    facts = [f"a row holds {prose(e['row'])}; {count(e['rows'], 'row')} built in; {SCALINGS[e['scaling']]}",
             f"{count(e['weights'], 'weight')}; domain {domain(e['domain'])} for the built-in data"]
    return section(e, "mean of " + e["formula"], facts=facts, picture=True)


def problems_page(entries):
    intro = f"""
Losses that are a mean over rows of data: what training a small model descends. `--problem NAME` takes the built-in data,
`--data FILE.csv` others (inputs, and the target last; a PNG is rows of x, y, brightness), `--scaling none|unit|standard`
decides what happens to inputs first, and `--noise minibatch:size=8` looks at a few rows in each step. The
[guide](../guide.md#problems) has examples; [Add a problem](../add-a-problem.md) says what it takes to add one.

{names_line(entries)}
"""
    return page("Problems", intro, "\n".join(problem_section(e) for e in entries))


def state_size(state):
    one, two, three = state
    if two - one != three - two:
        return f"{one}, {two}, {three} for 1, 2, 3 weights"
    per_weight, fixed = two - one, one - (two - one)
    if per_weight and fixed > 0:
        return f"{per_weight} per weight + {fixed}"
    return f"{per_weight} per weight" if per_weight else str(fixed)


def state_cell(e):
    own = e["variants"][e["variant"]]["state"]
    most = max((v["state"] for v in e["variants"]), key=sum)
    return state_size(own) + (f"; up to {state_size(most)}" if sum(most) > sum(own) else "")


def asks(e):
    words = [count(n, kind) for kind, n in e["evaluations"].items() if n]
    return ", ".join(words).replace("hessian", "Hessian")


RATES = {"gradient": "as sgd", "normalized": "as adam", "newton": "1", "self_scaling": "1"}


def rate(e):
    own = RATES[e["family"]]
    if e["lr_factor"] == 1:
        return own
    return number(e["lr_factor"]) if own == "1" else f"{number(e['lr_factor'])} times {own}"


def memory(e):
    """What a particle carries, as the rule tells it."""
    return [f"`{t['symbol']}`: {prose(t['meaning'])}" for t in e["terms"]]


def optimizers_page(entries):
    intro = f"""
The {len(entries)} rules that `--optimizer NAME` descends with, as `thalweg list optimizers` prints them. p is the position,
g the gradient there, t = 1, 2, ... the step, lr the scheduled rate; operations on vectors are per component. *State* is
what a particle carries beside its position, in numbers: with the default parameters, and with those that need most.
*Evaluations* are per step and particle. *Rate* is the one taken when `--lr` is not given: the surface's for sgd or for
adam, or 1.
[Add an optimizer](../add-an-optimizer.md) says what it takes to add one.
"""
    rows = [f"| [{e['name']}](#{e['name']}) | {prose(e['title'])} | {state_cell(e)} | {asks(e)} | {rate(e)} |"
            for e in entries]
    table = "\n".join(["| name | | state | evaluations | rate |", "|---|---|---|---|---|", *rows])
    return page("Optimizers", intro, table + "\n\n" + "\n".join(rule_section(e) for e in entries))


def breaks(rule):
    """One assignment per line."""
    return re.sub(r"; (?![^()]*\))", "\n", rule)


def rule_section(e):
    own = e["variants"][e["variant"]]
    more = ["It draws random numbers."] if own["random"] else []
    if own["pauses"]:
        more.append("A particle may stand still and move on later.")
    return section(e, breaks(e["rule"]), remark_more=" ".join(more), facts=memory(e))


def schedules_page(entries):
    intro = f"""
How the learning rate changes with the step k = 0, 1, ...: `--schedule NAME[:key=value,...]`, or several in sequence,
`--schedule linear@100+cosine@900+constant`. Every one can begin with a straight line up over `warmup` steps.

{names_line(entries)}
"""
    extras = {e["name"]: ", moves the momentum too" if e["moves_momentum"] else
              ", for every particle by itself" if e["per_particle"] else "" for e in entries}
    return page("Schedules", intro, "\n".join(section(e, e["formula"], title_more=extras[e["name"]]) for e in entries))


def noises_page(entries):
    intro = f"""
How gradients are made stochastic: `--noise NAME[:key=value,...]`. Random numbers are a function of seed, step and particle;
all evaluations of one step see the same draw. Losses and outcomes are those of the surface without noise.

{names_line(entries)}
"""
    return page("Noise", intro, "\n".join(
        section(e, e["formula"], title_more=", for problems" if e["needs_data"] else "") for e in entries))


def index_page(entries):
    what = {"surfaces": "functions of two weights with known minima", "problems": "losses that are a mean over data",
            "optimizers": "update rules", "schedules": "learning rates over the steps",
            "noises": "how gradients are made stochastic"}
    rows = [f"| [{kind}]({kind}.md) | {len(entries[kind])} | {text} |" for kind, text in what.items()]
    gallery = " ".join(f'[![{prose(e["title"])}](images/{e["name"]}.png)]({kind}.md#{e["name"]})'
                       for kind in ("surfaces", "problems") for e in entries[kind])
    return page("Catalogue", "What there is, as `thalweg list` prints it, with pictures.",
                "\n".join(["| | | |", "|---|---|---|", *rows]) + f"\n\n{gallery}")


def pages(program):
    entries = {kind: catalogue(program, kind) for kind in ROOMS}
    makers = {"surfaces": surfaces_page, "problems": problems_page, "optimizers": optimizers_page,
              "schedules": schedules_page, "noises": noises_page}
    texts = {f"{kind}.md": make(entries[kind]) for kind, make in makers.items()}
    texts["README.md"] = index_page(entries)
    return texts, entries


# --- pictures

WIDTH, HEIGHT = 240, 180


def draw(program, flag, name):
    """The landscape alone: cut out of a wide picture, whose card and color bar lie beside it."""
    with tempfile.TemporaryDirectory() as folder:
        wide = pathlib.Path(folder) / "wide.png"
        done = subprocess.run([program, "render", flag, name, "--size", "1100x400", "--particles", "1", "--steps", "1",
                               "--step", "0", "--device", "cpu", "-q", "-o", str(wide)], capture_output=True, text=True)
        if done.returncode != 0:
            raise RuntimeError(f"{name}: {done.stderr.strip()}")
        part = thumbnail.cut_and_halve(thumbnail.read_png(wide), 310, 20, 2 * WIDTH, 2 * HEIGHT)
        thumbnail.write_png(OUTPUT / "images" / f"{name}.png", part)


def check(texts, landscapes):
    trouble = [name for name, text in texts.items()
               if not (OUTPUT / name).is_file() or (OUTPUT / name).read_text() != text]
    trouble += [f"images/{name}.png" for _, name in landscapes if not (OUTPUT / "images" / f"{name}.png").is_file()]
    names = {f"{name}.png" for _, name in landscapes}
    trouble += [f"images/{p.name} (of nothing)" for p in (OUTPUT / "images").glob("*") if p.name not in names]
    if trouble:
        print("out of date, run scripts/make_catalogue.py: " + ", ".join(trouble), file=sys.stderr)
    return 1 if trouble else 0


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--thalweg", default=str(ROOT / "build" / "thalweg"))
    mode = parser.add_mutually_exclusive_group()
    mode.add_argument("--check", action="store_true", help="fail when something is out of date")
    mode.add_argument("--no-pictures", action="store_true", help="pages only")
    mode.add_argument("--pictures-of", nargs="+", metavar="NAME", help="pages, and these pictures")
    arguments = parser.parse_args()

    texts, entries = pages(arguments.thalweg)
    landscapes = [(f"--{kind[:-1]}", e["name"]) for kind in ("surfaces", "problems") for e in entries[kind]]
    if arguments.check:
        return check(texts, landscapes)
    (OUTPUT / "images").mkdir(parents=True, exist_ok=True)
    for name, text in texts.items():
        (OUTPUT / name).write_text(text)
    if not arguments.no_pictures:
        for flag, name in landscapes:
            if arguments.pictures_of is None or name in arguments.pictures_of:
                draw(arguments.thalweg, flag, name)
    return 0


if __name__ == "__main__":
    try:
        sys.exit(main())
    except (OSError, RuntimeError, ValueError) as error:
        print(f"make_catalogue: {error}", file=sys.stderr)
        sys.exit(1)
