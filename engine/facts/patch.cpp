#include "facts/patch.h"

#include <array>
#include <nlohmann/json.hpp>
#include <utility>

#include "facts/cell_at.h"
#include "facts/json_text.h"
#include "facts/locate.h"

namespace dengbao::facts {
namespace {

using Json = nlohmann::json;

// A stretch of the text that is being changed.
struct Place {
  std::size_t begin = 0;
  std::size_t end = 0;
};

// A JSON text that operations change in place.
class Document {
 public:
  explicit Document(std::string text) : text_(std::move(text)) {}

  [[nodiscard]] auto take() -> std::string { return std::move(text_); }

  [[nodiscard]] auto find(const std::string& pointer) const -> std::optional<Place> {
    const std::array wanted{pointer};
    const auto found = locate(text_, FileId{}, wanted).front();
    if (!found) return std::nullopt;
    return Place{found->begin, found->end};
  }
  [[nodiscard]] auto text_of(const Place& at) const -> std::string { return text_.substr(at.begin, at.end - at.begin); }
  [[nodiscard]] auto opens(const Place& at) const -> char { return text_[at.begin]; }

  void replace(const Place& at, const std::string& value) { text_.replace(at.begin, at.end - at.begin, value); }

  // With the comma that parts it from its neighbour; in an object with its key.
  void remove(const Place& value, bool in_object) {
    auto begin = in_object ? key_begin(value.begin) : value.begin;
    auto end = value.end;
    auto before = begin;
    while (before > 0 && is_space(text_[before - 1])) --before;
    if (text_[before - 1] == ',') {
      begin = before - 1;
    } else {
      while (is_space(text_[end])) ++end;
      if (text_[end] == ',') {
        ++end;
        while (is_space(text_[end])) ++end;
      } else {
        end = value.end;
      }
    }
    text_.erase(begin, end - begin);
  }

  void insert_before(std::size_t at, const std::string& value) { text_.insert(at, value + ", "); }

  // As the last member or element of what stands at `container`.
  void append(const Place& container, const std::string& value) {
    auto at = container.end - 1;
    while (is_space(text_[at - 1])) --at;
    const bool empty = at == container.begin + 1;
    text_.insert(at, empty ? value : ", " + value);
  }

 private:
  // Where the key begins whose value begins here.
  [[nodiscard]] auto key_begin(std::size_t value) const -> std::size_t {
    auto at = text_.rfind('"', text_.rfind(':', value));
    const auto escaped = [&](std::size_t quote) {
      std::size_t slashes = 0;
      while (quote > slashes && text_[quote - 1 - slashes] == '\\') ++slashes;
      return slashes % 2 == 1;
    };
    do {
      at = text_.rfind('"', at - 1);
    } while (escaped(at));
    return at;
  }

  std::string text_;
};

class Patcher {
 public:
  Patcher(const Sources& sources, FileId facts, FileId patch, Sink& sink)
      : patch_(sources[patch].text()), file_(patch), sink_(sink), document_(std::string(sources[facts].text())) {}

  auto run() -> std::optional<std::string> {
    const auto operations = Json::parse(patch_, nullptr, false);
    if (operations.is_discarded()) return bad_patch("", say("it is not JSON", "不是有效的 JSON"));
    if (!operations.is_array()) return bad_patch("", say("it must be a list of operations", "应为操作的列表"));
    for (std::size_t i = 0; i < operations.size(); ++i) {
      at_ = "/" + std::to_string(i);
      if (!apply(operations[i])) return std::nullopt;
    }
    return document_.take();
  }

 private:
  auto apply(const Json& operation) -> bool {
    if (!operation.is_object() || !is_text(operation, "op") || !is_text(operation, "path")) {
      bad_patch("", say("an operation is an object with `op` and `path`", "每个操作应为含 `op` 和 `path` 的对象"));
      return false;
    }
    const auto op = operation["op"].get<std::string>();
    path_ = operation["path"].get<std::string>();
    if (!pointer_steps(path_)) return bad_pointer(path_);
    if (op == "remove") return remove();
    if (op == "add" || op == "replace" || op == "test") return with_value(op, operation);
    if (op == "move" || op == "copy") return from_elsewhere(op, operation);
    bad_patch("/op", say("`{}` is no operation; write add, remove, replace, move, copy or test",
                         "没有 `{}` 操作；可用 add、remove、replace、move、copy 或 test", op));
    return false;
  }

  static auto is_text(const Json& operation, const char* key) -> bool {
    return operation.contains(key) && operation[key].is_string();
  }

  auto with_value(const std::string& op, const Json& operation) -> bool {
    const auto value = raw("/value");
    if (!value) {
      bad_patch("", say("`{}` needs a `value`", "`{}` 需要 `value`", op));
      return false;
    }
    if (op == "add") return add(*value);
    const auto at = document_.find(path_);
    if (!at) return nothing_there();
    if (op == "replace") {
      document_.replace(*at, *value);
      return true;
    }
    if (Json::parse(document_.text_of(*at)) == operation["value"]) return true;
    return failed("/value", say("`{}` has another value", "`{}` 的值不同", path_));
  }

  auto from_elsewhere(const std::string& op, const Json& operation) -> bool {
    if (!is_text(operation, "from") || !pointer_steps(operation["from"].get<std::string>())) {
      bad_patch("", say("`{}` needs a pointer `from`", "`{}` 需要指针 `from`", op));
      return false;
    }
    const auto from = operation["from"].get<std::string>();
    const auto at = document_.find(from);
    if (!at) return failed("/from", say("`{}` points at nothing", "`{}` 不存在", from));
    const auto value = document_.text_of(*at);
    if (op == "copy") return add(value);
    if (path_ == from) return true;
    if (path_.starts_with(from + "/")) {
      return failed("/path", say("`{}` lies within `{}`", "`{}` 位于 `{}` 之内", path_, from));
    }
    const auto to = std::exchange(path_, from);
    if (!remove()) return false;
    path_ = to;
    return add(value);
  }

  // ---- the operations ----

  auto remove() -> bool {
    const auto at = document_.find(path_);
    if (!at) return nothing_there();
    if (path_.empty()) return failed("/path", say("the whole facts cannot be removed", "不能删除全部事实"));
    document_.remove(*at, document_.opens(*document_.find(parent())) == '{');
    return true;
  }

  auto add(const std::string& value) -> bool {
    if (path_.empty()) {
      document_.replace(*document_.find(""), value);
      return true;
    }
    const auto container = document_.find(parent());
    if (!container) return failed("/path", say("`{}` points at nothing", "`{}` 不存在", parent()));
    if (document_.opens(*container) == '{') return add_member(*container, value);
    if (document_.opens(*container) == '[') return add_element(*container, value);
    return failed("/path", say("`{}` is neither an object nor a list", "`{}` 既不是对象也不是列表", parent()));
  }

  auto add_member(const Place& container, const std::string& value) -> bool {
    if (const auto there = document_.find(path_)) {
      document_.replace(*there, value);
    } else {
      document_.append(container, Json(last_step()).dump() + ": " + value);
    }
    return true;
  }

  auto add_element(const Place& container, const std::string& value) -> bool {
    const auto step = last_step();
    if (step == "-") {
      document_.append(container, value);
      return true;
    }
    const auto index = step_index(step);
    if (const auto there = document_.find(path_); index && there) {
      document_.insert_before(there->begin, value);
      return true;
    }
    const bool next = index && (*index == 0 || document_.find(parent() + "/" + std::to_string(*index - 1)));
    if (!next) return failed("/path", say("the list is shorter than `{}` needs", "列表长度不足以使用 `{}`", path_));
    document_.append(container, value);
    return true;
  }

  // ---- pointers and words ----

  [[nodiscard]] auto parent() const -> std::string { return path_.substr(0, path_.rfind('/')); }
  [[nodiscard]] auto last_step() const -> std::string { return pointer_steps(path_)->back(); }

  // A value of this operation as the patch writes it.
  [[nodiscard]] auto raw(const std::string& key) const -> std::optional<std::string> {
    const std::array wanted{at_ + key};
    const auto found = locate(patch_, file_, wanted).front();
    if (!found) return std::nullopt;
    return std::string(patch_.substr(found->begin, found->end - found->begin));
  }

  auto nothing_there() -> bool { return failed("/path", say("`{}` points at nothing", "`{}` 不存在", path_)); }
  auto bad_pointer(const std::string& pointer) -> bool {
    bad_patch("/path", say("`{}` is no JSON pointer", "`{}` 不是 JSON 指针", pointer));
    return false;
  }
  auto failed(const std::string& key, const Localised& words) -> bool {
    report(Code::patch_failed, key, words);
    return false;
  }
  auto bad_patch(const std::string& key, const Localised& words) -> std::optional<std::string> {
    report(Code::patch_unreadable, key, words);
    return std::nullopt;
  }
  void report(Code code, const std::string& key, const Localised& words) {
    const std::array wanted{at_ + key};
    const bool readable = Json::accept(patch_);
    const auto found = readable ? locate(patch_, file_, wanted).front() : std::nullopt;
    const auto end = static_cast<std::uint32_t>(std::min<std::size_t>(patch_.size(), 1));
    sink_.report(code, found.value_or(Span{file_, 0, end}), words);
  }

  std::string_view patch_;
  FileId file_;
  Sink& sink_;
  Document document_;
  std::string at_;    // pointer of the operation in the patch
  std::string path_;  // of the operation
};

}  // namespace

auto apply_patch(const Sources& sources, FileId facts, FileId patch, Sink& sink) -> std::optional<std::string> {
  const auto text = sources[facts].text();
  if (!Json::accept(text)) return std::string(text);
  return Patcher(sources, facts, patch, sink).run();
}

}  // namespace dengbao::facts
