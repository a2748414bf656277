// SPDX-License-Identifier: MIT
#include "cli/lesson_cards.h"

#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <cstddef>
#include <deque>
#include <limits>
#include <nlohmann/json.hpp>

#include "cli/commands.h"
#include "cli/line_input.h"
#include "cli/reading.h"
#include "cli/terminal.h"
#include "core/error.h"

namespace thalweg::cli {

namespace {

using lessons::LessonProgress;

i64 today() {
  return std::chrono::duration_cast<std::chrono::hours>(std::chrono::system_clock::now().time_since_epoch())
             .count() /
         24;
}

std::string in_days(i64 days) { return days == 1 ? "tomorrow" : fmt::format("in {} days", days); }

// When the next of these cards comes back.
i64 next_due(const std::vector<LessonCard>& cards, lessons::Progress& progress) {
  i64 day = std::numeric_limits<i64>::max();
  for (const LessonCard& card : cards) {
    const LessonProgress& lesson = progress.lessons[card.lesson->name];
    const auto found = lesson.cards.find(card.id);
    day = std::min(day, found == lesson.cards.end() ? 0 : found->second.due);
  }
  return day;
}

enum class Verdict { known, unknown, stopped };

Verdict turn(const LessonCard& card, std::size_t left, LineInput& input, const Reading& reading) {
  print(fmt::format("\n{} ({} left)\n", card.lesson->title, left));
  print(strong(reading, paragraph(reading, unmarked({}, card.question), 2)));
  if (!input.next("  Enter shows the answer > ")) return Verdict::stopped;
  print(paragraph(reading, unmarked(reading, card.answer), 2));
  for (;;) {
    const std::optional<std::string> line = input.next("  Did you know it? y/n > ");
    if (!line || *line == "quit" || *line == "q") return Verdict::stopped;
    if (*line == "y" || *line == "yes") return Verdict::known;
    if (*line == "n" || *line == "no") return Verdict::unknown;
    print("  y: I knew it.  n: I did not.  quit: enough.\n");
  }
}

std::string lower(std::string text) {
  for (char& c : text)
    if (c >= 'A' && c <= 'Z') c = char(c - 'A' + 'a');
  return text;
}

struct Entry {
  std::string word, meaning;
  const lessons::Lesson* lesson;
};
std::vector<Entry> glossary() {
  std::vector<Entry> entries;
  for (const lessons::Lesson& lesson : lessons::lessons())
    for (const lessons::Term& term : lesson.terms)
      entries.push_back(
          {lessons::with_facts(lesson, term.word), lessons::with_facts(lesson, term.meaning), &lesson});
  std::stable_sort(entries.begin(), entries.end(),
                   [](const Entry& a, const Entry& b) { return lower(a.word) < lower(b.word); });
  return entries;
}

}  // namespace

std::vector<LessonCard> cards_of(const lessons::Lesson* only) {
  std::vector<LessonCard> cards;
  for (const lessons::Lesson& lesson : lessons::lessons())
    if (!only || only == &lesson)
      for (const lessons::Card& card : lesson.cards)
        cards.push_back({&lesson, card.question, lessons::with_facts(lesson, card.question),
                         lessons::with_facts(lesson, card.answer)});
  return cards;
}

Json cards_json(const std::vector<LessonCard>& cards) {
  Json json = Json::array();
  for (const LessonCard& card : cards)
    json.push_back({{"lesson", card.lesson->name}, {"question", card.question}, {"answer", card.answer}});
  return json;
}

int practise_cards(const std::vector<LessonCard>& cards, lessons::ProgressFile& file, bool all, bool quiet) {
  const Reading reading = reading_here();
  const auto note = [&] {
    const std::string notice = file.take_notice();
    if (!notice.empty()) print_note({.json = false, .quiet = quiet}, notice);
  };
  note();
  const i64 day = today();
  std::deque<const LessonCard*> due;
  for (const LessonCard& card : cards)
    if (all || lessons::is_due(file.progress.lessons[card.lesson->name], card.id, day)) due.push_back(&card);
  if (cards.empty()) print("There are no cards.\n");
  if (due.empty() && !cards.empty())
    print(fmt::format("No card is due; the next one comes back {}. --all shows them now.\n",
                      in_days(next_due(cards, file.progress) - day)));
  LineInput input;
  std::size_t known = 0, turned = 0;
  while (!due.empty()) {
    const LessonCard& card = *due.front();
    const Verdict verdict = turn(card, due.size(), input, reading);
    if (verdict == Verdict::stopped) break;
    turned++;
    known += verdict == Verdict::known;
    due.pop_front();
    if (verdict == Verdict::unknown) due.push_back(&card);
    LessonProgress& mine = file.progress.lessons[card.lesson->name];
    // Knowing a card before its day says little about that day.
    if (verdict == Verdict::unknown || lessons::is_due(mine, card.id, day))
      lessons::note_card(mine, card.id, verdict == Verdict::known, day);
    file.save();
    note();
  }
  if (turned > 0) print(fmt::format("\n{}, {} known.\n", plural(i64(turned), "card", "cards"), known));
  return input.stopped() ? kInterrupted : 0;
}

void tell_glossary(const std::string& word, bool as_json) {
  const Reading reading = reading_here();
  Json json = Json::array();
  std::string text;
  std::vector<std::string> words;
  for (const Entry& entry : glossary()) {
    words.push_back(entry.word);
    if (!word.empty() && lower(entry.word) != lower(word)) continue;
    json.push_back({{"word", entry.word}, {"meaning", entry.meaning}, {"lesson", entry.lesson->name}});
    text +=
        strong(reading, entry.word) + "\n" +
        paragraph(reading, unmarked(reading, fmt::format("{} ({})", entry.meaning, entry.lesson->name)), 4);
  }
  if (json.empty() && !word.empty()) unknown_name("word", word, words);
  print(as_json ? to_text(json) : text);
}

}  // namespace thalweg::cli
