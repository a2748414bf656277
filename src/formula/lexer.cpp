// SPDX-License-Identifier: MIT
#include "formula/lexer.h"

#include <charconv>
#include <cstdio>

#include "formula/parse.h"

namespace thalweg {

namespace {

// Not <cctype>, which asks the locale.
bool is_digit(char c) { return c >= '0' && c <= '9'; }
bool is_letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_'; }
bool is_blank(char c) { return c == ' ' || c == '\t' || c == '\r' || c == '\n'; }

std::string printable(char c) {
  if (c >= ' ' && c <= '~') return "'" + std::string(1, c) + "'";
  char hex[8];
  std::snprintf(hex, sizeof hex, "0x%02X", unsigned(static_cast<unsigned char>(c)));
  return std::string("the byte ") + hex;
}

}  // namespace

Token Lexer::next() {
  while (at_ < text_.size() && is_blank(text_[at_])) at_++;
  if (at_ == text_.size()) return {TokenKind::end, {}, at_};
  const char c = text_[at_];
  const std::size_t start = at_;
  const auto token = [&](TokenKind kind, std::size_t length) {
    at_ = start + length;
    return Token{kind, text_.substr(start, length), start};
  };
  if (is_digit(c) || (c == '.' && start + 1 < text_.size() && is_digit(text_[start + 1]))) return number();
  if (is_letter(c)) {
    std::size_t end = start;
    while (end < text_.size() && (is_letter(text_[end]) || is_digit(text_[end]))) end++;
    return token(TokenKind::name, end - start);
  }
  const std::string_view two = text_.substr(start, 2);
  if (two == "**") {
    at_ += 2;
    return {TokenKind::sign, "^", start};
  }
  for (const std::string_view sign : {"..", "<=", ">=", "==", "!="})
    if (two == sign) return token(TokenKind::sign, 2);
  if (std::string_view("+-*/^(),;:=<>").find(c) != std::string_view::npos) return token(TokenKind::sign, 1);
  throw FormulaError(printable(c) + " is not part of a formula", text_, start);
}

/// digits [. digits] [e [sign] digits]; "0..1" is a range, not "0." and ".1".
Token Lexer::number() {
  const std::size_t start = at_;
  const auto peek = [&](std::size_t i) { return i < text_.size() ? text_[i] : '\0'; };
  const auto digits = [&](std::size_t i) {
    while (is_digit(peek(i))) i++;
    return i;
  };
  std::size_t end = digits(start);
  if (peek(end) == '.' && peek(end + 1) != '.') end = digits(end + 1);
  if (peek(end) == 'e' || peek(end) == 'E') {
    const std::size_t exponent = end + (peek(end + 1) == '+' || peek(end + 1) == '-' ? 2 : 1);
    if (is_digit(peek(exponent))) end = digits(exponent);
  }
  Token token{TokenKind::number, text_.substr(start, end - start), start};
  const auto [rest, error] = std::from_chars(text_.data() + start, text_.data() + end, token.number);
  if (error == std::errc::result_out_of_range)
    throw FormulaError("the number is outside the range of double", text_, start);
  if (error != std::errc() || rest != text_.data() + end) throw FormulaError("not a number", text_, start);
  at_ = end;
  return token;
}

}  // namespace thalweg
