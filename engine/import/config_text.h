#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "import/findings.h"

// The configuration of a network device as its command line prints it: lines, nested by their indentation.
namespace dengbao::importing {

struct ConfigLine {
  std::uint32_t number = 0;  // in the file, from 1
  std::uint32_t indent = 0;
  std::string_view text;                // without indentation
  std::vector<std::string_view> words;  // cut at blanks; a text in quotes is one word, without them
  bool opens = false;                   // a line that parts blocks stands before it
  std::size_t parent = 0;               // index of the line whose block it stands in; its own where there is none
  std::size_t end = 0;                  // index behind its block
  Use use = Use::unknown;

  // The word at this place, or an empty one.
  [[nodiscard]] auto word(std::size_t place) const -> std::string_view {
    return place < words.size() ? words[place] : std::string_view();
  }
  // Whether the line begins with these words.
  [[nodiscard]] auto begins(std::initializer_list<std::string_view> with) const -> bool;
  // The place of the word, from `first` on; words.size() where it does not stand there.
  [[nodiscard]] auto find(std::string_view word, std::size_t first = 0) const -> std::size_t;
};

// How a kind of device writes what is no command.
struct ConfigStyle {
  char comment = '#';                       // a line of it alone parts blocks; text behind it is a comment
  std::string_view last;                    // the command that ends a configuration: "return", "end"
  std::vector<std::string_view> long_text;  // commands whose text runs on to a mark of its own: "header", "banner"
};

// What terminals leave in a recorded session (pages, erased characters, colours, prompts, carriage returns) is not part
// of it; of a session in which it was shown, what came before is not either.
class Config {
 public:
  Config(std::string_view source, const ConfigStyle& style);
  Config(const Config&) = delete;
  auto operator=(const Config&) -> Config& = delete;
  ~Config() = default;

  [[nodiscard]] auto lines() const -> const std::vector<ConfigLine>& { return lines_; }
  [[nodiscard]] auto lines() -> std::vector<ConfigLine>& { return lines_; }
  // The command that ends it was there, and `name`, which gives the device its name: it is no part of a configuration,
  // and what it does not say is not configured.
  [[nodiscard]] auto complete(std::string_view name) const -> bool;

  // The indexes of the lines directly inside a block; those of the outermost lines.
  [[nodiscard]] auto inside(std::size_t line) const -> std::vector<std::size_t>;
  [[nodiscard]] auto outermost() const -> std::vector<std::size_t>;

  void mark(std::size_t line, Use use) { lines_[line].use = use; }
  // The line and its block, as far as nobody has marked them.
  void mark_block(std::size_t line, Use use);

  // Tells the findings of every line how it was understood.
  void tell(Findings& findings) const;

 private:
  void read(std::string_view source, const ConfigStyle& style);
  void nest();

  std::string text_;
  std::vector<ConfigLine> lines_;
  bool complete_ = false;
};

// Whether a line that was not understood may speak of accounts: then those that were read need not be all.
[[nodiscard]] auto has_unread_accounts(const Config& config) -> bool;

// What kind of text a line is, without its values, as no secret may be shown: its first word where that is a command,
// behind the first word of its block.
[[nodiscard]] auto text_class(const std::vector<ConfigLine>& lines, std::size_t line) -> std::string;

}  // namespace dengbao::importing
