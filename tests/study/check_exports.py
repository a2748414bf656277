#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Checks a study's folder with the tools that its files are for: cocopp, JSON schemas, NumPy.

usage: check_exports.py FOLDER     (needs: pip install cocopp six jsonschema numpy)

Run it by hand when a format changes. Last seen with cocopp 2.9.1, jsonschema 4.26.0, NumPy 2.4.6, Python 3.11: BBOB's 24
functions "data consistent", no warnings.
"""
import json
import pathlib
import sys
import warnings

import jsonschema
import numpy

HERE = pathlib.Path(__file__).parent


def check_coco(folder):
    from cocopp import genericsettings, pproc

    genericsettings.verbose = False
    functions = 0
    for method in sorted(folder.iterdir()):
        with warnings.catch_warnings():
            warnings.simplefilter("error")
            data = pproc.DataSetList([str(method)])
            for one in data:
                assert one.consistency_check(), one
                assert one.instancenumbers == list(range(1, 16)), one
        assert len(data) == len(list(method.glob("*.info"))), method
        functions += len(data)
    return functions


def check_ioh(folder):
    validator = jsonschema.Draft202012Validator(json.loads((HERE / "ioh.schema.json").read_text()))
    files = sorted(folder.glob("*/IOHprofiler_*.json"))
    for file in files:
        document = json.loads(file.read_text())
        validator.validate(document)
        for scenario in document["scenarios"]:
            lines = (file.parent / scenario["path"]).read_text().splitlines()
            begins = [i for i, line in enumerate(lines) if line.startswith("evaluations ")]
            assert len(begins) == len(scenario["runs"]), file
            for run, begin, end in zip(scenario["runs"], begins, [*begins[1:], len(lines)]):
                names = lines[begin].split(" ")
                assert names[:len(document["attributes"])] == document["attributes"], file
                rows = numpy.array([[float(a) for a in line.split(" ")] for line in lines[begin + 1:end]])
                assert rows.shape[1] == len(names) == 3 + scenario["dimension"], file
                assert (numpy.diff(rows[:, 0]) > 0).all() and (numpy.diff(rows[:, 2]) <= 0).all(), file
                assert rows[-1, 0] == run["evals"] and rows[-1, 2] == run["best"]["y"], file
                assert len(run["best"]["x"]) == scenario["dimension"], file
    return len(files)


def check_hits(folder):
    manifest = json.loads((folder / "manifest.json").read_text())
    for array in manifest["arrays"]:
        hits = numpy.load(folder / array["file"])
        assert hits.dtype == numpy.uint32 and hits.shape[0] == len(manifest["targets"]), array
        assert (numpy.diff(hits.astype(numpy.int64), axis=0) >= 0).all(), array  # lower targets come later
        assert ((hits <= array["steps"]) | (hits == manifest["never"])).all(), array
    return len(manifest["arrays"])


def check_results(file):
    schema = json.loads((HERE.parent.parent / "docs" / "study-results.schema.json").read_text())
    jsonschema.Draft202012Validator(schema).validate(json.loads(file.read_text()))


def main():
    if len(sys.argv) != 2:
        sys.exit(__doc__.strip())
    folder = pathlib.Path(sys.argv[1])
    print(check_hits(folder / "hits"), "arrays of hitting times")
    if (folder / "ioh").exists():
        print(check_ioh(folder / "ioh"), "IOHprofiler files")
    if (folder / "coco").exists():
        print(check_coco(folder / "coco"), "COCO data sets, consistent and without warnings")
    check_results(folder / "results.json")
    print("results.json follows its schema")


if __name__ == "__main__":
    main()
