#pragma once

#include <cstdint>
#include <cstring>
#include <string_view>

#include "facts/complaints.h"
#include "facts/json_cursor.h"
#include "facts/normal_form.h"
#include "facts/record_plan.h"
#include "facts/scalars.h"

namespace dengbao::facts {

// Reads single values into the cells of a column, or only checks them where there is none.
class ScalarReader {
 public:
  ScalarReader(JsonCursor& cursor, Complaints& complaints) : cursor_(cursor), complaints_(complaints) {}

  // `value` becomes true where there is one, and stays as it is after a problem that is no matter of grammar.
  auto read(const FieldPlan& field, Reads reads, std::size_t at, Token token, bool& value) -> Token {
    switch (reads) {
      case Reads::truth:
        return truth(field, at, token, value);
      case Reads::number:
        return number(field, at, token, value);
      default:
        return text(field, reads, at, token, value);
    }
  }

  // The same for a text of some kind.
  auto text(const FieldPlan& field, Reads reads, std::size_t at, Token token, bool& value) -> Token {
    if (cursor_.peek(token) != '"') return wrong_type(token, kind_words(field.kind));
    std::string_view text;
    if (!cursor_.string(token, text)) return nullptr;
    if (reads == Reads::text) {
      if (field.cells != nullptr) put_text(*field.cells, at, text);
      value = true;
    } else if (reads == Reads::choice) {
      value = choice(field, at, token, text);
    } else {
      value = formed(field, at, token, text);
    }
    return token + 1;
  }

  // The value is read before it is reported: what is no value at all is a matter of grammar.
  auto wrong_type(Token token, const Localised& expected) -> Token {
    const auto where = cursor_.extent(token);
    token = cursor_.skip(token);
    if (token != nullptr) complaints_.wrong_type(where, expected);
    return token;
  }

  auto truth(const FieldPlan& field, std::size_t at, Token token, bool& value) -> Token {
    const auto* text = cursor_.at(token);
    const bool yes = load4(text) == load4("true");
    if (!yes && (*text != 'f' || load4(text + 1) != load4("alse"))) return odd(field, token);
    if (!cursor_.ends(token, text + (yes ? 4 : 5))) return odd(field, token);
    if (field.cells != nullptr) field.cells->put_truth(at, yes);
    value = true;
    return token + 1;
  }

  // Up to nine digits; whatever else there is goes the long way.
  auto number(const FieldPlan& field, std::size_t at, Token token, bool& value) -> Token {
    constexpr std::uint32_t no_more = 100'000'000;  // one digit more always fits
    const auto digit_at = [](const char* text) {
      return static_cast<std::uint32_t>(static_cast<unsigned char>(*text)) - '0';
    };
    const auto* text = cursor_.at(token);
    auto number = digit_at(text);
    if (number > 9) return long_number(field, at, token, value);
    ++text;
    for (; number != 0 && number < no_more && digit_at(text) <= 9; ++text) number = number * 10 + digit_at(text);
    if (!cursor_.ends(token, text)) return long_number(field, at, token, value);
    if (field.cells != nullptr) field.cells->put_small(at, static_cast<std::int32_t>(number));
    value = true;
    return token + 1;
  }

 private:
  static auto load4(const char* at) -> std::uint32_t {
    std::uint32_t bytes = 0;
    std::memcpy(&bytes, at, sizeof bytes);
    return bytes;
  }

  // No truth: what is no value at all is a matter of grammar.
  auto odd(const FieldPlan& field, Token token) -> Token {
    std::string_view word;
    const bool must_be_word = cursor_.peek(token) == 't' || cursor_.peek(token) == 'f';
    return must_be_word && !cursor_.word(token, word) ? nullptr : wrong_type(token, kind_words(field.kind));
  }

  auto long_number(const FieldPlan& field, std::size_t at, Token token, bool& value) -> Token {
    const auto first = cursor_.peek(token);
    if (first != '-' && (first < '0' || first > '9')) return wrong_type(token, kind_words(field.kind));
    std::string_view word;
    if (!cursor_.word(token, word)) return nullptr;
    const auto parsed = Number::parse(word);
    value = parsed.number.has_value();
    if (!value) complaints_.too_long(token, word);
    if (value && field.cells != nullptr) field.cells->put_number(at, *parsed.number);
    return token + 1;
  }

  // A text in normal form C, behind which some bytes can be read.
  class Normal {
   public:
    explicit Normal(std::string_view text) : bytes_(utf8::to_nfc(text)), size_(bytes_.size()) {
      bytes_.append(JsonWindows::padding, '\0');
    }
    [[nodiscard]] auto text() const -> std::string_view { return {bytes_.data(), size_}; }

   private:
    std::string bytes_;
    std::size_t size_;
  };

  static void put_text(Cells& cells, std::size_t at, std::string_view text) {
    if (is_ascii(text) || is_plainly_normal(text)) [[likely]]
      return cells.put_text(at, text);
    cells.put_text(at, Normal(text).text());
  }

  auto choice(const FieldPlan& field, std::size_t at, Token token, std::string_view text) -> bool {
    auto found = field.choices->find(text);
    if (!found && !is_ascii(text)) found = field.choices->find(Normal(text).text());
    if (!found) {
      complaints_.unknown_choice(field, token, text);
    } else if (field.cells != nullptr) {
      field.cells->put_index(at, *found);
    }
    return found.has_value();
  }

  auto formed(const FieldPlan& field, std::size_t at, Token token, std::string_view text) -> bool {
    const auto formed = parse_formed(field.kind, text);
    if (!formed) {
      complaints_.bad_form(field, token, text);
    } else if (field.cells != nullptr && field.kind == Kind::version) {
      put_text(*field.cells, at, text);
    } else if (field.cells != nullptr) {
      field.cells->put(at, *formed);
    }
    return formed.has_value();
  }

  JsonCursor& cursor_;
  Complaints& complaints_;
};

}  // namespace dengbao::facts
