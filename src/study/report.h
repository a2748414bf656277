// SPDX-License-Identifier: MIT
// A study for readers: a page, and a table for the terminal.
#pragma once

#include <string>

#include "study/results.h"

namespace thalweg::study {

/// One HTML file that needs no other: summary, what cannot be concluded, every task, method and spec.
std::string report_html(const StudyResults& results);

/// The summary in plain text, at most 100 columns wide.
std::string summary_text(const StudyResults& results);

/// The finding in one or two sentences: who is ahead, or that nobody is.
std::string finding(const StudyResults& results);

}  // namespace thalweg::study
