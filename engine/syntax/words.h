#pragma once

#include <antlr4-runtime.h>

#include <string>

// What the grammar knows of its words, asked by token type or rule.
namespace dengbao::syntax {

// Builds the generated tables once; before the first lexer or parser.
void initialise_grammar();

// The tokens that may begin a rule of the grammar (`PolicyParser::RuleExpr` …).
[[nodiscard]] auto first_of(std::size_t rule) -> const antlr4::misc::IntervalSet&;

[[nodiscard]] auto is_plain_name(std::size_t type) -> bool;  // may name something new
[[nodiscard]] auto is_any_name(std::size_t type) -> bool;    // any word, keywords included

// How a keyword or sign is written in English: `requirement`, `:`.
[[nodiscard]] auto spelling(std::size_t type) -> std::string;

}  // namespace dengbao::syntax
