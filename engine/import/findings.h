#pragma once

#include <cstdint>
#include <map>
#include <nlohmann/json.hpp>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "base/localised.h"
#include "value/calendar.h"

// What one source says: facts with the line that says each, and how far the source was understood.
namespace dengbao::importing {

using Json = nlohmann::ordered_json;

// How a line (of XML: an element) was understood.
enum class Use : std::uint8_t {
  fact,     // it gave a fact
  unused,   // it is understood, but no fact asks for it
  unknown,  // not understood
};

struct Piece {
  std::uint32_t line = 0;
  Use use = Use::unknown;
  std::string what;  // its class, never its values
};

// A secret that was seen and left where it is.
enum class SecretKind : std::uint8_t { password, community, shared_key, private_key };
enum class SecretCover : std::uint8_t { clear, encoded, reversible, hashed, weakly_hashed, unclear };
struct SecretSeen {
  std::uint32_t line = 0;
  SecretKind kind{};
  SecretCover cover{};
};
[[nodiscard]] auto secret_words(SecretKind kind) -> Localised;
[[nodiscard]] auto cover_words(SecretCover cover) -> Localised;
[[nodiscard]] auto secret_name(SecretKind kind) -> std::string_view;  // in JSON
[[nodiscard]] auto cover_name(SecretCover cover) -> std::string_view;

enum class Gap : std::uint8_t { does_not_exist, not_looked, collection_failed };

struct Witness {
  std::string pointer;
  std::uint32_t line = 0;  // 0: the source as a whole
  std::string part{};      // of a source of several parts: the sheet
};
struct MissingFact {
  std::string pointer;
  Gap because{};
  std::string note;
};

class Findings {
 public:
  Json facts = Json::object();

  // ---- facts: pointers of RFC 6901 into `facts`; what leads to them is made

  // The fact, and the line that says it.
  void put(const std::string& pointer, Json value, std::uint32_t line);
  void witness(const std::string& pointer, std::uint32_t line);
  // Appends to the list, and gives the pointer of the element. `line` 0 adds no witness: its fields have their own.
  auto append(const std::string& list, Json element, std::uint32_t line) -> std::string;
  // The list holds what was found, but there may be more.
  void incomplete(const std::string& list);
  // `note` never holds text of the source.
  void absent(const std::string& pointer, Gap because, std::string note, std::uint32_t line);

  // ---- how far it was understood

  void read_piece(std::uint32_t line, Use use, std::string what);
  void secret(std::uint32_t line, SecretKind kind, SecretCover cover);
  // It is nothing of this kind; all else is void then.
  void refuse(Localised why);

  // It is of this kind, but says nothing that could be a fact, as the answer of a machine that was not reached.
  void tell_nothing(Localised why);

  std::vector<Witness> witnesses;
  std::vector<std::string> incomplete_lists;
  std::vector<MissingFact> missing;
  std::vector<Piece> pieces;
  std::vector<SecretSeen> secrets;
  std::optional<Localised> refusal;
  std::optional<Localised> nothing;
  // By the keys of hosts that call themselves so: what the source or its file calls them (in an inventory). Where
  // several hosts of one import call themselves alike, they are told apart by that.
  std::map<std::string, std::string> inventory_names;
  // Keys of hosts with names that others have, too: these names tell nothing.
  std::set<std::string> namesakes;
  std::string part;                // what is being read, where the source has several parts: goes to the witnesses
  std::string method = "examine";  // or "test", in the evidence
  std::optional<Date> on;          // the day that the source itself gives for what it says

  [[nodiscard]] auto count(Use use) const -> std::size_t;
  // Values below `facts`, keys that tell elements apart included.
  [[nodiscard]] auto fact_count() const -> std::size_t;
};

// Values in it; an empty list or object is one.
[[nodiscard]] auto leaf_count(const Json& json) -> std::size_t;

}  // namespace dengbao::importing
