#pragma once

#include <string>
#include <vector>

#include "property/expressions.h"

// What must hold of every expression, whatever the facts.
namespace dengbao::property {

// The two sides of a law, as policy text.
struct Sides {
  std::string left;
  std::string right;
};

struct Law {
  const char* name;
  // `same`: both sides have the same of three truth values. `agree`: they do not contradict each other; one may know
  // more than the other, where it sees that two unknowns are one.
  enum class Relation { same, agree } relation;
  Sides (*make)(Expressions&);
};
[[nodiscard]] auto equations() -> const std::vector<Law>&;

// The laws about more and fewer facts; they hold of every condition and requirement.
namespace about_facts {
inline constexpr const char* truths = "more facts never flip a decided truth";
inline constexpr const char* parts = "more facts never flip a decided part";
inline constexpr const char* subjects = "more facts never flip a decided verdict of a subject";
inline constexpr const char* verdicts = "more facts never flip a decided, final verdict";
inline constexpr const char* hiding = "hiding facts never decides";
inline constexpr const char* enough = "the facts of a minimal reason force the verdict";
inline constexpr const char* fast = "the fast evaluator says what the reference one says";
inline constexpr const char* certified = "another program comes to the same verdicts, by the same reasons";
inline constexpr const char* needed = "no fact of a minimal reason can be left out";
}  // namespace about_facts

// The names of all laws, in the order in which they are told.
[[nodiscard]] auto law_names() -> std::vector<std::string>;

}  // namespace dengbao::property
