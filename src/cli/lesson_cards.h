// SPDX-License-Identifier: MIT
// Flashcards and the glossary.
#pragma once

#include <string>

#include "io/json.h"
#include "lessons/progress_file.h"

namespace thalweg::cli {

/// A card of a lesson with its facts put in.
struct LessonCard {
  const lessons::Lesson* lesson;
  std::string id;  ///< by which progress knows it
  std::string question, answer;
};
/// Of one lesson, or of all if it is null.
std::vector<LessonCard> cards_of(const lessons::Lesson* lesson);
Json cards_json(const std::vector<LessonCard>& cards);

/// Shows the cards that are due, one after the other; those that were not known come once more.  `all`: due
/// or not.  Returns the exit code.
int practise_cards(const std::vector<LessonCard>& cards, lessons::ProgressFile& progress, bool all,
                   bool quiet);

/// One card per page of a document for a browser to print.
std::string cards_html(const std::vector<LessonCard>& cards, const std::string& title);

/// All words with their meanings, or one.  Throws InputError for an unknown word.
void tell_glossary(const std::string& word, bool as_json);

}  // namespace thalweg::cli
