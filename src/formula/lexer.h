// SPDX-License-Identifier: MIT
// The words of a typed formula.
#pragma once

#include <string_view>

#include "core/hd.h"

namespace thalweg {

enum class TokenKind : u8 { end, number, name, sign };

/// Signs are + - * / ^ ( ) , ; : = .. < <= > >= == != and ** (which becomes ^).
struct Token {
  TokenKind kind;
  std::string_view text;
  std::size_t position;
  double number = 0;
};

class Lexer {
 public:
  explicit Lexer(std::string_view text) : text_(text) {}
  /// The next token; Token::end for ever at the end.  Throws FormulaError for anything else.
  Token next();
  std::string_view text() const { return text_; }

 private:
  Token number();
  std::string_view text_;
  std::size_t at_ = 0;
};

}  // namespace thalweg
