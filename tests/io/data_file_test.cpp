// SPDX-License-Identifier: MIT
// Files that landscapes are made from, and landscapes of every kind as saved specs.
#include "io/data_file.h"

#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include "core/error.h"
#include "engine/plan.h"
#include "io/csv.h"
#include "io/png.h"
#include "io/spec_json.h"
#include "tests/io/temporary_folder.h"

namespace thalweg {
namespace {

using namespace thalweg::testing;

TEST(ReadData, TakesTheColumnsOfACsv) {
  const TemporaryFolder folder;
  put_bytes(folder / "d.csv", "area,rooms,price\r\n1,2,3.5\n-4,5e1,6\n");
  const auto data = read_data(folder / "d.csv");
  EXPECT_EQ(data->columns, (std::vector<std::string>{"area", "rooms", "price"}));
  EXPECT_EQ(data->numbers, (std::vector<double>{1, 2, 3.5, -4, 50, 6}));
  EXPECT_EQ(data->rows(), 2);
}

// x to the right, y downwards, and the brightness of Rec. 709: black, white, red, green, blue, grey.
TEST(ReadData, TakesThePixelsOfAPng) {
  const TemporaryFolder folder;
  write_png(folder / "p.png", Image{3, 2, {0, 0,   0, 255, 255, 255, 255, 255, 255, 0,  0,  255,  //
                                           0, 255, 0, 255, 0,   0,   255, 255, 51,  51, 51, 255}});
  const auto data = read_data(folder / "p.png");
  EXPECT_EQ(data->columns, (std::vector<std::string>{"x", "y", "brightness"}));
  const double expected[] = {0, 0, 0, 1, 0, 1, 2, 0, 0.2126, 0, 1, 0.7152, 1, 1, 0.0722, 2, 1, 0.2};
  ASSERT_EQ(data->numbers.size(), 18u);
  for (std::size_t i = 0; i < 18; i++) EXPECT_NEAR(data->numbers[i], expected[i], 1e-15) << i;
}

// What is wrong is said in one line that begins with the file.
TEST(ReadData, RefusesInOneLine) {
  const TemporaryFolder folder;
  RunSpec spec;
  spec.kind = LandscapeKind::problem;
  spec.surface = {"line_fit"};
  spec.data_file = folder / "d.csv";
  const std::pair<const char*, const char*> cases[] = {
      {"", "no header"},
      {"x,y\n", "no rows"},
      {"x,y\n1\n", "line 2"},
      {"x,y\n1,2,3\n", "line 2"},
      {"x,y\n1,2\n3,four\n", "line 3: 'four' is not a number"},
      {"x,y\n1,nan\n", "finite"},
      {"x,y\n1,inf\n", "finite"},
      {"x,y\n1,\n", "line 2"},
      {"y\n1\n", "needs 2 columns"},
      {"x1,x2,y\n1,2,3\n", "needs 2 columns (x, y), not 3"},
  };
  for (const auto& [text, mentioned] : cases) {
    put_bytes(folder / "d.csv", text);
    const std::string error = error_of<InputError>([&] {
      spec.data = read_data(spec.data_file);
      make_plan(spec);
    });
    EXPECT_EQ(error.rfind(spec.data_file, 0), 0u) << error;
    EXPECT_NE(error.find(mentioned), std::string::npos) << text << ": " << error;
    EXPECT_EQ(error.find('\n'), std::string::npos) << error;
  }
  EXPECT_NE(error_of<InputError>([&] { read_data(folder / "no.csv"); }).find("no.csv"), std::string::npos);
  put_bytes(folder / "no.png", "x,y\n1,2\n");
  EXPECT_NE(error_of<InputError>([&] { read_data(folder / "no.png"); }).find("no.png"), std::string::npos);
}

TEST(FormulaFiles, AreToldFromNames) {
  for (const char* text : {"bowl.txt", "./bowl", "dir/bowl", "/tmp/bowl", "dir\\bowl"})
    EXPECT_TRUE(is_formula_file(text)) << text;
  for (const char* text : {"himmelblau", "ellipse:condition=1.5", "bbob:instance=3", "x"})
    EXPECT_FALSE(is_formula_file(text)) << text;
}

RunSpec from_file(const std::filesystem::path& path, const std::string& text, RunSpec spec = {}) {
  put_bytes(path, text);
  read_formula(path, spec);
  return spec;
}

TEST(FormulaFiles, HaveCommentsADomainAndLines) {
  const TemporaryFolder folder;
  const RunSpec spec = from_file(folder / "f.txt",
                                 "# a bowl\r\n\r\ndomain -2,3,-1,1.5\r\n# with a slider\n"
                                 "a = 2 : 1..5;\n  a*x^2 +   \n y^2");
  EXPECT_EQ(spec.kind, LandscapeKind::formula);
  EXPECT_EQ(spec.surface, (Choice{"formula"}));
  EXPECT_EQ(spec.domain, Domain(Box{-2, 3, -1, 1.5}));
  const Landscape f = make_landscape(spec);
  EXPECT_EQ(value(f, {3, 2}), 22);
  EXPECT_EQ(f.domain, (Box{-2, 3, -1, 1.5}));
  EXPECT_EQ(from_file(folder / "f.txt", "w^2").domain, std::nullopt);
  EXPECT_EQ(weights(make_landscape(from_file(folder / "f.txt", "domain 0,1,0,1,0,1\nx^2"))), 3);
  EXPECT_EQ(weights(make_landscape(from_file(folder / "f.txt", "x^2\ndomain 0,1"))), 1);
}

// What was said beside the file comes first.
TEST(FormulaFiles, GiveWayToADomainThatIsThere) {
  const TemporaryFolder folder;
  RunSpec before;
  before.domain = Box{0, 1, 0, 1};
  EXPECT_EQ(from_file(folder / "f.txt", "domain -2,3,-1,1\nx*y", before).domain, Domain(Box{0, 1, 0, 1}));
}

TEST(FormulaFiles, AreRefusedInOneLine) {
  const TemporaryFolder folder;
  const std::pair<const char*, const char*> cases[] = {
      {"", "no formula"},
      {"# only a comment\n", "no formula"},
      {"domain 0,1,0,1\n", "no formula"},
      {"domain 0,1,0\nx*y", "not a domain"},
      {"domain 1,0,0,1\nx*y", "empty domain"},
      {"x^2 + q\n", "'q'"},
  };
  for (const auto& [text, mentioned] : cases) {
    const std::string error = error_of<InputError>([&] { make_plan(from_file(folder / "f.txt", text)); });
    EXPECT_NE(error.find(mentioned), std::string::npos) << text << ": " << error;
    EXPECT_EQ(error.find('\n'), std::string::npos) << error;
  }
  RunSpec spec;
  EXPECT_NE(error_of<InputError>([&] { read_formula(folder / "none.txt", spec); }).find("none.txt"),
            std::string::npos);
}

TEST(FormulaFiles, ComeBack) {
  const TemporaryFolder folder;
  for (const auto& domain : {std::optional<Domain>(), std::optional<Domain>(Domain(Box{-0.1, 1.0 / 3}, 1)),
                             std::optional<Domain>(Domain(Box{-1e10, 3, 1e-10, 2})),
                             std::optional<Domain>(Domain(Box{1, 2, 3, 4, 5, 6}, 3))}) {
    RunSpec spec;
    spec.kind = LandscapeKind::formula;
    spec.surface = {"formula"};
    spec.formula = "a = 2 : 1..5; b = 0 : -1..1; a*x^2 + b + 1e-3";
    spec.domain = domain;
    EXPECT_EQ(from_file(folder / "f.txt", formula_file_text(spec)), spec);
    spec.surface.parameters = {{"a", 1.0 / 0.3}, {"b", -0.5}};
    EXPECT_EQ(from_file(folder / "f.txt", formula_file_text(spec)), spec);
  }
}

RunSpec reread(const RunSpec& spec) { return spec_from_json(parse_json(to_text(to_json(spec)), "t")); }

TEST(SpecJson, FormulasComeBack) {
  RunSpec spec;
  spec.kind = LandscapeKind::formula;
  spec.surface = {"formula", {{"a", 1.0 / 3}}};
  spec.formula = "a = 2 : 0..5; a*x^2 + y^2";
  spec.clip_norm = 0.1;
  spec.clip_value = 1.0 / 3;
  EXPECT_EQ(reread(spec), spec);
  EXPECT_EQ(to_json(spec).at("formula"), (Json{{"text", spec.formula}, {"a", 1.0 / 3}}));
  spec.surface.parameters.clear();
  EXPECT_EQ(reread(spec), spec);
  EXPECT_EQ(spec_from_json(Json{{"formula", spec.formula}}).formula, spec.formula) << "the short form";
  // In one and three weights, with a start and a domain of theirs.
  spec.formula = "w^2";
  spec.domain = Domain(Box{-1, 0.1}, 1);
  spec.start = {StartKind::point, 0.1};
  EXPECT_EQ(reread(spec), spec);
  spec.formula = "x*y*z";
  spec.domain = Domain(Box{-1, 0.1, 2, 3, 4, 5}, 3);
  spec.start = {StartKind::normal, 0.1, {}, 0.2, 4.5};
  EXPECT_EQ(reread(spec), spec);
}

TEST(SpecJson, ProblemsComeBackWithTheirData) {
  const TemporaryFolder folder;
  put_bytes(folder / "d.csv", "x,y\n1,2\n3,0.1\n");
  RunSpec spec;
  spec.kind = LandscapeKind::problem;
  spec.surface = {"line_fit", {{"half", 1}}};
  spec.data_file = folder / "d.csv";
  spec.data = read_data(spec.data_file);
  spec.scaling = Scaling::standard;
  spec.noise = {"minibatch", {{"size", 2}}};
  RunSpec back = reread(spec);
  ASSERT_TRUE(back.data);
  EXPECT_EQ(*back.data, *spec.data);
  back.data = spec.data;  // another copy of the same
  EXPECT_EQ(back, spec);
  std::filesystem::remove(folder / "d.csv");
  EXPECT_NE(error_of<InputError>([&] { reread(spec); }).find("d.csv"), std::string::npos);
}

TEST(SpecJson, BadLandscapesAreRefusedByName) {
  const std::pair<const char*, const char*> cases[] = {
      {R"({"formula": "x^2 + q"})", "'q'"},
      {R"({"formula": 3})", "formula"},
      {R"({"formula": {"a": 3}})", "text"},
      {R"({"formula": {"text": "x*y", "a": 3}})", "'a'"},
      {R"({"formula": {"text": "a = 1 : 0..2; a*x", "a": 3}})", "'a'"},
      {R"({"formula": {"text": "a = 1 : 0..2; a*x", "a": "3"}})", "a: is a string"},
      {R"({"problem": "line_fits"})", "did you mean 'line_fit'"},
      {R"({"problem": "line_fit", "scaling": "unitary"})", "scaling"},
      {R"({"problem": "line_fit", "data": 3})", "data"},
      {R"({"problem": "line_fit", "data": "/no/such.csv"})", "/no/such.csv"},
      {R"({"surface": "sphere", "scaling": "unit"})", "--problem"},
      {R"({"problem": "one_weight", "domain": [0, 1, 0, 1]})", "domain"},
      {R"({"formula": "w^2", "start": {"kind": "point", "x": 1, "y": 2}})", "start"},
      {R"({"formula": "w^2", "domain": [0, 1, 2]})", "domain"},
      {R"({"clip_norm": 0})", "clip"},
      {R"({"clip_value": -1})", "clip"},
      {R"({"clip_norm": "x"})", "clip_norm"},
  };
  for (const auto& [text, mentioned] : cases) {
    const std::string error = error_of<InputError>([&] { spec_from_json(parse_json(text, "t")); });
    EXPECT_NE(error.find(mentioned), std::string::npos) << text << ": " << error;
    EXPECT_EQ(error.find('\n'), std::string::npos) << error;
  }
}

// Both in one spec would leave open which is meant.
TEST(SpecJson, SeveralLandscapesAreRefused) {
  for (const char* text :
       {R"({"surface": "sphere", "formula": "x*y"})", R"({"surface": "sphere", "problem": "line_fit"})",
        R"({"formula": "x*y", "problem": "line_fit"})"})
    EXPECT_NE(error_of<InputError>([&] { spec_from_json(parse_json(text, "t")); }), "no exception") << text;
}

// The key under which the formula itself is saved.
TEST(SpecJson, AFormulasParameterIsNotCalledText) {
  RunSpec spec;
  spec.kind = LandscapeKind::formula;
  spec.surface = {"formula"};
  spec.formula = "text = 1 : 0..2; text*x";
  EXPECT_NE(error_of<InputError>([&] { make_plan(spec); }).find("'text'"), std::string::npos);
}

}  // namespace
}  // namespace thalweg
