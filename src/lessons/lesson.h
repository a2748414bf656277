// SPDX-License-Identifier: MIT
// A lesson as data: pages of text with live figures, tasks and questions, the numbers that the text states
// with how each is found again, and what to remember.  A lesson is one file in book/, which defines a
// function `Lesson NAME()`; the build finds it there.
//
// In texts `{name}` stands for a fact's number, *word* stresses, and `w = 2` in back quotes is a formula.
// Digits stand nowhere else: every number that a lesson states is a fact or part of a formula.
#pragma once

#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <type_traits>
#include <variant>
#include <vector>

#include "analysis/loop.h"
#include "engine/backend.h"
#include "figures/figure.h"

namespace thalweg::lessons {

using namespace figures;

/// What the scripts of a lesson work with.
struct Lab {
  Backend& backend;
  Loop loop = one_by_one;
  std::map<std::string, std::shared_ptr<const void>> kept = {};  ///< what once() made
};

/// What `make()` returns, made once per lab and key: for runs that figures ask for again and again.
template <class Make>
const auto& once(Lab& lab, const std::string& key, Make&& make) {
  using T = std::remove_cvref_t<decltype(make())>;
  std::shared_ptr<const void>& kept = lab.kept[key];
  if (!kept) kept = std::make_shared<const T>(make());
  return *static_cast<const T*>(kept.get());
}

/// A number that a lesson states.
struct Fact {
  std::string name;
  std::string stated;  ///< as it is printed: "1.16", "−16", "2.2×10⁵"
  /// Finds the number again, by running what the text says.  Null for numbers that the lesson sets itself,
  /// such as a rate; the scripts take those from here with number_in().
  std::function<double(Lab&)> recompute = nullptr;
};

/// A value that the learner sets: a slider, or one of several names.
struct Control {
  ParameterInfo parameter;                ///< name as typed, initial value, range, meaning
  std::string label;                      ///< as shown
  std::vector<std::string> options = {};  ///< of a choice, whose values are 0, 1, ...
};

/// What a page's scripts see.
struct Moment {
  const Values& values;  ///< of the page's controls
  bool answered;         ///< all tasks of the page have been answered, rightly or not
  Lab& lab;
  double operator[](int control) const { return values[std::size_t(control)]; }
};

struct Feedback {
  bool right = false;
  std::string text;               ///< one or two sentences
  std::optional<int> score = {};  ///< 0..100, of tasks that can be done better or worse
};

/// One of several answers.  `why` has a sentence for each option, or one for all.
struct Choices {
  std::vector<std::string> options;
  int right = 0;
  std::vector<std::string> why;
};
/// A number to be typed.
struct NumberSought {
  double answer;
  double tolerance;  ///< > 0; answers that are off by no more are right
  std::string why;
};
/// Something to be reached with the controls and then handed in.
struct Aim {
  std::string button = "Check";
  std::function<Feedback(const Moment&)> judge;
  Values solution;  ///< values of the controls that are right, for teachers and tests
};
struct Task {
  std::string prompt;
  std::variant<Choices, NumberSought, Aim> answer;
};

/// An arrow on the landscape, from a point along its ground.
struct GroundArrow {
  Point from, to;
  Ink ink = Ink::first;
  std::string label = {};
};
/// What the explorer shows on a page.
struct Scene {
  RunSpec run;
  std::vector<std::string> show = {}, hide = {};  ///< layers, as `thalweg view` names them
  std::vector<GroundArrow> arrows = {};
  /// Only the ground within so much of the point is seen, as a share of the domain's width.
  struct Fog {
    Point at;
    double radius;
  };
  std::optional<Fog> fog = {};
  std::optional<i64> step = {};         ///< at which the run stands; absent: it plays by itself
  double speed = 0.3;                   ///< at which it plays: 1 is 60 steps per second
  double azimuth = 36, elevation = 41;  ///< degrees
};

struct Page {
  std::string title;
  std::vector<std::string> text = {};  ///< paragraphs
  std::vector<Control> controls = {};
  std::function<Figure(const Moment&)> figure = nullptr;
  std::function<Scene(const Moment&)> scene = nullptr;
  std::vector<Task> tasks = {};
  int clock = -1;         ///< the control that runs by itself when the learner presses play; -1: none
  double per_second = 2;  ///< how fast it does
  /// Endless pages: each seed has its own.  The page itself then has nothing but title and text.
  struct Series {
    std::vector<std::string> levels;  ///< at least one name
    std::function<Page(u64 seed, int level, Lab& lab)> make;
  };
  std::optional<Series> series = {};
};

struct Term {
  std::string word, meaning;
};
struct Card {
  std::string question, answer;
};

struct Lesson {
  std::string name;   ///< as typed: snake_case
  std::string title;  ///< as printed
  int place;          ///< lessons are read in this order
  std::string goal;   ///< "You can ..." in one sentence
  std::vector<Fact> facts = {};
  std::vector<Page> pages = {};
  std::vector<std::string> remember = {};  ///< what to keep: short sentences
  std::vector<Term> terms = {};            ///< that the lesson introduces, for the glossary
  std::vector<Card> cards = {};            ///< flashcards
  std::vector<std::string> in_class = {};  ///< for the teacher: paragraphs
};

/// All lessons, in the order in which they are read.
const std::vector<Lesson>& lessons();
/// Throws InputError with the nearest match and the list.
const Lesson& find_lesson(const std::string& name);

/// The number that a fact states.  Throws Error for an unknown fact or one that states no number.
double number_in(const Lesson& lesson, const std::string& fact);
/// The text with its facts put in.  Throws Error for an unknown one.
std::string with_facts(const Lesson& lesson, const std::string& text);

/// The values with which a page begins.
Values initial_values(const Page& page);
/// Judges an answer: the number of an option from 0 or the number typed; for an Aim it is ignored.
Feedback judge(const Task& task, double answer, const Moment& moment);
/// The answer that is right, in words.
std::string right_answer(const Page& page, const Task& task);

/// How far a recomputed number may be from the stated one: half a unit of the last digit that is printed, and
/// rounding.  Throws Error where no number is stated.
struct Stated {
  double value, tolerance;
};
Stated read_stated(const std::string& stated);

/// What `--check` finds.
struct FactCheck {
  const Lesson* lesson;
  const Fact* fact;
  double found;
  bool ok;
};
/// All facts that can be found again.
std::vector<FactCheck> check_facts(const Lesson& lesson, Lab& lab);

}  // namespace thalweg::lessons
