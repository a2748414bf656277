// SPDX-License-Identifier: MIT
// Studies to begin with.  Random search is in every one of them: who cannot beat it has found nothing.
#include <algorithm>

#include "core/error.h"
#include "io/spec_text.h"
#include "study/spec.h"

namespace thalweg::study {

namespace {

Method method(const std::string& label, const std::string& optimizer,
              const std::string& schedule = "constant") {
  Method m{label, parse_choice(optimizer)};
  m.schedule = parse_choice(schedule);
  m.space = default_space(m.optimizer);
  return m;
}

Method clipped(Method m, double norm) {
  m.clip_norm = norm;
  return m;
}

Task surface(const std::string& text, const std::string& noise = "none") {
  Task t{noise == "none" ? text : text + " + " + noise};
  t.landscape = parse_choice(text);
  t.noise = parse_choice(noise);
  return t;
}

Task problem(const std::string& text, const std::string& noise) {
  Task t = surface(text, noise);
  t.kind = LandscapeKind::problem;
  return t;
}

std::vector<Task> surfaces_of(std::initializer_list<const char*> names) {
  std::vector<Task> tasks;
  for (const char* name : names) tasks.push_back(surface(name));
  return tasks;
}

std::vector<Method> classic_methods() {
  return {method("sgd", "sgd"),
          method("momentum", "sgd:momentum=0.9"),
          method("nesterov", "sgd:momentum=0.9,nesterov=1"),
          method("rmsprop", "rmsprop"),
          method("adagrad", "adagrad"),
          method("adadelta", "adadelta"),
          method("adam", "adam"),
          method("adamw", "adamw"),
          method("amsgrad", "adam:amsgrad=1"),
          method("nadam", "nadam"),
          method("radam", "radam"),
          method("lion", "lion"),
          method("random search", "random_search")};
}

// A look within seconds.
StudySpec quick() {
  StudySpec s;
  s.methods = {method("sgd", "sgd"), method("adam", "adam"), method("random search", "random_search")};
  s.tasks = surfaces_of({"rosenbrock", "himmelblau", "rastrigin"});
  for (Task& t : s.tasks) {
    t.training = {101};
    t.held_out = {1, 2};
  }
  s.budget = 1000;
  s.tuning = 5;
  s.tuning_starts = 50;
  s.starts = 200;
  s.rate_starts = 50;
  return s;
}

StudySpec classic() {
  StudySpec s;
  s.methods = classic_methods();
  s.tasks =
      surfaces_of({"sphere", "ellipse:condition=100", "rosenbrock", "beale", "booth", "himmelblau",
                   "six_hump_camel", "goldstein_price", "styblinski_tang", "rastrigin", "ackley", "branin"});
  s.starts = 500;
  s.tuning_starts = 100;
  s.rate_starts = 100;
  return s;
}

// COCO's noiseless functions in two dimensions; its first five instances are tested on.
StudySpec bbob() {
  StudySpec s;
  s.methods = {method("sgd", "sgd"),
               method("momentum", "sgd:momentum=0.9"),
               method("adam", "adam"),
               method("rmsprop", "rmsprop"),
               method("lion", "lion"),
               method("bfgs", "bfgs"),
               method("cma-es", "cma_es"),
               method("nelder-mead", "nelder_mead"),
               method("random search", "random_search")};
  for (int i = 1; i <= 24; i++) s.tasks.push_back(surface((i < 10 ? "bbob0" : "bbob") + std::to_string(i)));
  s.budget = 1000;
  s.starts = s.tuning_starts = s.rate_starts = 100;
  return s;
}

// What a gradient with noise is stepped along: momentum, averages, signs, schedules, clipping.
StudySpec sgd_family() {
  StudySpec s;
  s.methods = {method("sgd", "sgd"),
               method("sgd, 1/t", "sgd", "inverse_time"),
               method("sgd, 1/sqrt(t)", "sgd", "inverse_sqrt"),
               method("sgd, step", "sgd", "step"),
               method("sgd, cosine", "sgd", "cosine"),
               clipped(method("sgd, clipped", "sgd"), 1),
               method("momentum", "sgd:momentum=0.9"),
               method("momentum, cosine", "sgd:momentum=0.9", "cosine"),
               method("nesterov", "sgd:momentum=0.9,nesterov=1"),
               method("quasi-hyperbolic", "qhm"),
               method("averaged", "asgd:t0=500"),
               method("schedule-free", "schedule_free_sgd"),
               method("signum", "signum"),
               method("sam", "sam"),
               method("random search", "random_search")};
  s.tasks = {surface("ellipse:condition=100", "gaussian:sigma=1"),
             surface("rosenbrock", "gaussian:sigma=1"),
             surface("himmelblau", "gaussian:sigma=1"),
             surface("beale", "tilt:sigma=1"),
             surface("ellipse:condition=100", "multiplicative:sigma=0.5"),
             problem("line_fit", "minibatch"),
             problem("logistic", "minibatch"),
             problem("tanh_neuron", "minibatch")};
  s.starts = 500;
  s.tuning_starts = s.rate_starts = 100;
  s.target_low = -6;
  return s;
}

// The same landscapes under worse and worse gradients, from starts over the whole domain.
StudySpec robustness() {
  StudySpec s;
  s.methods = {method("sgd", "sgd"),
               clipped(method("sgd, clipped", "sgd"), 1),
               method("momentum", "sgd:momentum=0.9"),
               method("signsgd", "signsgd"),
               method("rmsprop", "rmsprop"),
               method("adam", "adam"),
               method("lion", "lion"),
               method("random search", "random_search")};
  for (const char* name : {"ellipse:condition=100", "rosenbrock", "himmelblau"})
    for (const char* noise : {"none", "gaussian:sigma=1", "student_t:dof=2", "alpha_stable:alpha=1.2",
                              "multiplicative:sigma=1", "dropout:p=0.5"})
      s.tasks.push_back(surface(name, noise));
  s.starts = 300;
  s.tuning_starts = s.rate_starts = 100;
  s.rates = 22;  // three per decade
  return s;
}

constexpr std::pair<const char*, StudySpec (*)()> kPresets[] = {{"quick", quick},
                                                                {"classic", classic},
                                                                {"bbob", bbob},
                                                                {"sgd-family", sgd_family},
                                                                {"robustness", robustness}};

}  // namespace

std::vector<std::string> preset_names() {
  std::vector<std::string> names;
  for (const auto& [name, make] : kPresets) names.emplace_back(name);
  return names;
}

StudySpec preset(const std::string& name) {
  for (const auto& [known, make] : kPresets)
    if (name == known) {
      StudySpec spec = make();
      spec.name = name;
      return spec;
    }
  unknown_name("preset", name, preset_names());
}

}  // namespace thalweg::study
