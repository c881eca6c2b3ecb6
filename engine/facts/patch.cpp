#include "facts/patch.h"

#include <array>
#include <nlohmann/json.hpp>
#include <utility>

#include "facts/cell_at.h"
#include "facts/json_tree.h"
#include "facts/locate.h"

namespace dengbao::facts {
namespace {

using Json = nlohmann::json;

class Patcher {
 public:
  Patcher(const Sources& sources, FileId facts, FileId patch, Sink& sink)
      : patch_(sources[patch].text()), file_(patch), sink_(sink), document_(sources[facts].text()) {}

  auto run() -> std::optional<std::string> {
    const auto operations = Json::parse(patch_, nullptr, false);
    if (operations.is_discarded()) return bad_patch("", say("it is not JSON", "不是有效的 JSON"));
    if (!operations.is_array()) return bad_patch("", say("it must be a list of operations", "应为操作的列表"));
    find_values(operations.size());
    for (std::size_t i = 0; i < operations.size(); ++i) {
      at_ = "/" + std::to_string(i);
      value_ = values_[i];
      if (!apply(operations[i])) return std::nullopt;
    }
    return document_.text();
  }

 private:
  // The values are taken as the patch writes them.
  void find_values(std::size_t operations) {
    std::vector<std::string> pointers;
    for (std::size_t i = 0; i < operations; ++i) pointers.push_back("/" + std::to_string(i) + "/value");
    values_ = locate(patch_, file_, pointers);
  }

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
    if (!value_) {
      bad_patch("", say("`{}` needs a `value`", "`{}` 需要 `value`", op));
      return false;
    }
    const std::string value(patch_.substr(value_->begin, value_->end - value_->begin));
    if (op == "add") return add(value);
    auto* at = find(path_);
    if (at == nullptr) return nothing_there();
    if (op == "replace") {
      document_.replace(*at, value);
      return true;
    }
    if (Json::parse(JsonTree::text_of(*at)) == operation["value"]) return true;
    return failed("/value", say("`{}` has another value", "`{}` 的值不同", path_));
  }

  auto from_elsewhere(const std::string& op, const Json& operation) -> bool {
    if (!is_text(operation, "from") || !pointer_steps(operation["from"].get<std::string>())) {
      bad_patch("", say("`{}` needs a pointer `from`", "`{}` 需要指针 `from`", op));
      return false;
    }
    const auto from = operation["from"].get<std::string>();
    const auto* at = find(from);
    if (at == nullptr) return failed("/from", say("`{}` points at nothing", "`{}` 不存在", from));
    const auto value = JsonTree::text_of(*at);
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
    if (find(path_) == nullptr) return nothing_there();
    if (path_.empty()) return failed("/path", say("the whole facts cannot be removed", "不能删除全部事实"));
    auto& container = *document_.open(*find(parent()));
    document_.remove(container, *JsonTree::index_of(container, last_step()));
    return true;
  }

  auto add(const std::string& value) -> bool {
    if (path_.empty()) {
      document_.replace(document_.root(), value);
      return true;
    }
    auto* above = find(parent());
    if (above == nullptr) return failed("/path", say("`{}` points at nothing", "`{}` 不存在", parent()));
    auto* container = document_.open(*above);
    if (container == nullptr) {
      return failed("/path", say("`{}` is neither an object nor a list", "`{}` 既不是对象也不是列表", parent()));
    }
    const auto step = last_step();
    const auto there = JsonTree::index_of(*container, step);
    if (!container->object) return add_element(*container, step, there, value);
    if (there) {
      document_.replace(container->parts[*there].value, value);
    } else {
      document_.append(*container, step, value);
    }
    return true;
  }

  auto add_element(JsonTree::Container& list, const std::string& step, std::optional<std::size_t> there,
                   const std::string& value) -> bool {
    if (there) {
      document_.insert_before(list, *there, value);
      return true;
    }
    if (step != "-" && step_index(step) != list.parts.size()) {
      return failed("/path", say("the list is shorter than `{}` needs", "列表长度不足以使用 `{}`", path_));
    }
    document_.append(list, std::nullopt, value);
    return true;
  }

  // ---- pointers and words ----

  // The value that a pointer leads to; null where it leads nowhere.
  auto find(const std::string& pointer) -> JsonTree::Node* {
    auto* node = &document_.root();
    const auto steps = pointer_steps(pointer);
    for (const auto& step : *steps) {
      auto* container = document_.open(*node);
      if (container == nullptr) return nullptr;
      const auto index = JsonTree::index_of(*container, step);
      if (!index) return nullptr;
      node = &container->parts[*index].value;
    }
    return node;
  }
  [[nodiscard]] auto parent() const -> std::string { return path_.substr(0, path_.rfind('/')); }
  [[nodiscard]] auto last_step() const -> std::string { return pointer_steps(path_)->back(); }

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
  JsonTree document_;
  std::vector<std::optional<Span>> values_;  // of the operations
  std::string at_;                           // pointer of the operation in the patch
  std::string path_;                         // of the operation
  std::optional<Span> value_;
};

}  // namespace

auto apply_patch(const Sources& sources, FileId facts, FileId patch, Sink& sink) -> std::optional<std::string> {
  const auto text = sources[facts].text();
  if (!Json::accept(text)) return std::string(text);
  return apply_patch_to_valid(sources, facts, patch, sink);
}

auto apply_patch_to_valid(const Sources& sources, FileId facts, FileId patch, Sink& sink)
    -> std::optional<std::string> {
  return Patcher(sources, facts, patch, sink).run();
}

}  // namespace dengbao::facts
