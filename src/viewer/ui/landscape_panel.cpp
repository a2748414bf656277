// SPDX-License-Identifier: MIT
// The left panel's first section: what is descended.
#include <cmath>
#include <string>

#include "io/spec_text.h"
#include "viewer/app/landscape_choice.h"
#include "viewer/ui/choices.h"

namespace thalweg::viewer::ui {
namespace {

constexpr const char* kKinds[] = {"Surface", "Problem", "Formula"};
constexpr const char* kKindMeanings[] = {"a known test function",
                                         "a loss that is a mean over data: what training a model descends",
                                         "whatever you type"};

constexpr const char* kFormulaHelp =
    "A loss of x and y: numbers, pi, e, + - * / ^, comparisons, and\n"
    "sin cos tan asin acos atan atan2 sinh cosh tanh exp log log2 log10 sqrt cbrt abs erf floor ceil round "
    "sign "
    "min max hypot pow mod where(condition, then, else).\n"
    "let r = hypot(x, y); names a part, a = 1 : 0..10; makes a slider.\n"
    "Of w alone it is a curve; of x, y and z a slice is shown.\n"
    "Esc takes back what you typed since you came here.";

void wrapped(const Look& look, ImU32 color, const std::string& text) {
  ImGui::PushTextWrapPos(0);
  label(look.text, color, text.c_str());
  ImGui::PopTextWrapPos();
}

void draw_surface(const PanelInput& in, Commands& commands) {
  const auto about = [](const SurfaceEntry& e) { return about_rule(e.info.formula, e.info.source); };
  draw_choice(in, commands, Slot::kSurface, "function", surfaces(), about);
  const SurfaceEntry& entry = entry_named(surfaces(), in.explorer.state().spec.surface.name);
  ImGui::Dummy({0, in.look.px(1)});
  wrapped(in.look, in.look.secondary(), entry.info.formula);
  draw_parameters(in, commands, Slot::kSurface, entry.parameters);
}

struct ScalingName {
  Scaling scaling;
  const char *title, *meaning;
};
constexpr ScalingName kScalings[] = {
    {Scaling::none, "None", "inputs as they are"},
    {Scaling::unit, "0 to 1", "from its lowest to its highest value every input becomes 0..1"},
    {Scaling::standard, "Standard", "every input gets mean 0 and standard deviation 1"},
};

void draw_scaling(const PanelInput& in, Commands& commands, const ProblemEntry& problem) {
  const Scaling now = in.explorer.state().spec.scaling.value_or(problem.info.scaling);
  choose(in.look, "scaling", "what is done to every input before the model sees it",
         kScalings[int(now)].title, [&] {
           for (const ScalingName& s : kScalings)
             if (item(in.look, s.title, s.scaling == now, s.meaning))
               commands.push_back(command::SetScaling{s.scaling});
         });
}

void draw_problem(const PanelInput& in, Commands& commands) {
  const RunSpec& spec = in.explorer.state().spec;
  const auto about = [](const ProblemEntry& e) {
    return about_rule((std::string(e.info.formula) + "\na row of data: " + e.info.row).c_str(),
                      e.info.source);
  };
  draw_choice(in, commands, Slot::kProblem, "loss", problems(), about);
  const ProblemEntry& problem = entry_named(problems(), spec.surface.name);
  ImGui::Dummy({0, in.look.px(1)});
  wrapped(in.look, in.look.secondary(), std::string("mean of ") + problem.info.formula);
  draw_parameters(in, commands, Slot::kProblem, problem.surface.parameters);
  draw_scaling(in, commands, problem);
  const auto& data = in.explorer.plan().landscape.data;
  if (data)
    wrapped(in.look, in.look.secondary(),
            grouped(data->rows()) + (data->rows() == 1 ? " row, " : " rows, ") +
                (spec.data_file.empty() ? "built in" : spec.data_file));
}

/// Sentence, text and a caret below the right character.
void draw_trouble(const Look& look, const FormulaTrouble& trouble) {
  const ImU32 color = look.color(kWarning);
  label(look.number, look.ink(), trouble.excerpt.empty() ? " " : trouble.excerpt.c_str());
  label(look.number, color, (std::string(trouble.column, ' ') + "^").c_str());
  wrapped(look, color, trouble.sentence);
}

/// The text as it is typed; valid ones are descended at once.
void draw_formula(const PanelInput& in, Commands& commands) {
  FormulaField& field = in.memory.formula;
  const RunSpec& spec = in.explorer.state().spec;
  if (!field.shown || *field.shown != spec.formula) {  // changed by something else than typing
    field.text = spec.formula;
    field.shown = spec.formula;
    field.wrong = false;
  }
  const TextFieldResult result = text_field(in.look, "formula", kFormulaHelp, field.text, 3, 7, field.wrong);
  if (result.entered) field.session++;
  const float character = in.look.number->CalcTextSizeA(in.look.number->FontSize, 1e6f, 0, "0").x;
  const auto columns = std::size_t(std::max(8.0f, ImGui::GetContentRegionAvail().x / character - 1));
  const auto trouble = check_formula(field.text, columns);
  field.wrong = trouble.has_value();
  if (result.changed && !trouble && field.text != spec.formula) {
    commands.push_back(command::SetFormula{field.text, field.session});
    field.shown = field.text;
  }
  if (trouble) draw_trouble(in.look, *trouble);
  draw_parameters(in, commands, Slot::kSurface, in.explorer.plan().landscape.surface->parameters);
}

/// One row per weight: from, to.
void draw_domain(const PanelInput& in, Commands& commands) {
  const Landscape& f = in.explorer.plan().landscape;
  Domain domain(f.domain, weights(f));
  double* const edges[] = {&domain.x0, &domain.x1, &domain.y0, &domain.y1, &domain.z0, &domain.z1};
  const std::vector<std::string> names = coordinate_names(weights(f));
  for (std::size_t k = 0; k < names.size(); k++) {
    const std::string meaning = "where particles start along " + names[k] + ", and what is drawn";
    if (const auto range =
            range_fields(in.look, names[k].c_str(), meaning, *edges[2 * k], *edges[2 * k + 1])) {
      *edges[2 * k] = range->first;
      *edges[2 * k + 1] = range->second;
      commands.push_back(command::SetDomain{domain});
    }
  }
}

}  // namespace

void draw_landscape(const PanelInput& in, Commands& commands) {
  const LandscapeKind kind = in.explorer.state().spec.kind;
  ImGui::Dummy({0, in.look.px(2)});
  if (const auto wanted = segments(in.look, "kind", kKinds, kKindMeanings, int(kind)))
    commands.push_back(command::ChooseKind{LandscapeKind(*wanted)});
  ImGui::Dummy({0, in.look.px(1)});
  if (kind == LandscapeKind::surface) return draw_surface(in, commands);
  if (kind == LandscapeKind::problem) draw_problem(in, commands);
  if (kind == LandscapeKind::formula) draw_formula(in, commands);
  draw_domain(in, commands);
}

}  // namespace thalweg::viewer::ui
