#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""The checkers must be able to fail: each rule is broken once here, in a tree made for it."""
import pathlib
import tempfile
import unittest

import check_architecture
import check_symbols

HEAD = "#pragma once\n// SPDX-License-Identifier: MIT\n"


def findings(files):
    with tempfile.TemporaryDirectory() as folder:
        root = pathlib.Path(folder)
        for path, text in files.items():
            file = root / path
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(text)
        return check_architecture.findings(root)


class Architecture(unittest.TestCase):
    def assert_clean(self, files):
        self.assertEqual(findings(files), [])

    def assert_found(self, path, include, fragment):
        found = findings({path: HEAD + f"#include {include}\n", "src/engine/spec.h": HEAD, "src/cli/app.h": HEAD})
        self.assertEqual(len(found), 1, found)
        self.assertTrue(found[0].startswith(f"{path}:3: "), found)
        self.assertIn(fragment, found[0])

    def test_permitted_arrows_pass(self):
        self.assert_clean({
            "src/core/vec.h": HEAD,
            "src/surfaces/sphere.h": HEAD + '#include "core/vec.h"\n',
            "src/engine/spec.h": HEAD + '#include <vector>\n#include "registry/surfaces.h"\n#include "surfaces/sphere.h"\n',
            "src/cpu/pool.h": HEAD + '#include <thread>\n#include "engine/spec.h"\n',
            "kernels/driver.h": HEAD + '#include <cuda_runtime.h>\n#include <mutex>\n#include "engine/spec.h"\n',
            "src/viewer/gl/draw.h": HEAD + "#include <glad/gl.h>\n",
            "src/viewer/ui/panel.h": HEAD + "#include <imgui.h>\n",
            "tests/cpu/pool_test.cpp": HEAD + "#include <thread>\n",
        })

    def test_forbidden_arrows_fail(self):
        self.assert_found("src/core/vec.h", '"engine/spec.h"', "core/ may not include engine/")
        self.assert_found("src/surfaces/a.h", '"engine/spec.h"', "surfaces/ may not include engine/")
        self.assert_found("src/engine/a.h", '"cli/app.h"', "engine/ may not include cli/")
        self.assert_found("src/core/a.h", '"registry/surfaces.h"', "core/ may not include surfaces/")
        self.assert_found("kernels/a.cu", '"cli/app.h"', "kernels/ may not include cli/")

    def test_confined_libraries_fail_elsewhere(self):
        self.assert_found("src/viewer/scene/a.h", "<glad/gl.h>", "OpenGL")
        self.assert_found("src/cli/a.cpp", "<GLFW/glfw3.h>", "OpenGL")
        self.assert_found("src/engine/a.h", "<cuda_runtime.h>", "CUDA only in kernels")
        self.assert_found("src/cpu/a.cpp", "<thrust/sort.h>", "CUDA only in kernels")
        self.assert_found("src/viewer/gl/a.h", "<imgui.h>", "Dear ImGui only in src/viewer/ui")
        self.assert_found("src/engine/a.h", "<mutex>", "locks")
        self.assert_found("kernels/a.cpp", "<thread>", "threads only in src/cpu")
        self.assert_found("src/engine/a.h", "<glm/glm.hpp>", "glm")

    def test_paths(self):
        self.assert_found("src/cpu/a.h", '"../engine/spec.h"', "write it from src/")
        self.assert_found("src/cpu/a.h", '"engine/gone.h"', "does not exist")

    def test_file_rules(self):
        self.assertIn("limit", findings({"src/core/a.h": HEAD + "\n" * 600})[0])
        self.assertIn("SPDX", findings({"src/core/a.cpp": "int a;\n"})[0])
        self.assertIn("#pragma once", findings({"src/core/a.h": "// SPDX-License-Identifier: MIT\n"})[0])
        self.assertIn("unknown room", findings({"src/attic/a.cpp": HEAD})[0])


class Symbols(unittest.TestCase):
    LISTING = (
        "0000000000000000 T thalweg::avx2_exact::run(float*)\n"
        "0000000000000000 t helper()\n"
        "0000000000000000 V DW.ref.__gxx_personality_v0\n"
        "0000000000000000 W thalweg::avx2_exact::block<Sphere>()\n"
    )

    def test_own_symbols_pass(self):
        self.assertEqual(check_symbols.findings(self.LISTING, "avx2_exact"), [])

    def test_shared_symbols_fail(self):
        for kind in "WVu":
            listing = self.LISTING + f"0000000000000000 {kind} std::vector<int>::push_back(int const&)\n"
            self.assertEqual(
                check_symbols.findings(listing, "avx2_exact"), ["std::vector<int>::push_back(int const&)"])

    def test_another_variant_fails(self):
        self.assertEqual(len(check_symbols.findings(self.LISTING, "avx512_exact")), 1)


if __name__ == "__main__":
    unittest.main()
