#include "facts/load.h"

#include <atomic>
#include <thread>

#include "facts/annotations.h"
#include "facts/decode.h"
#include "facts/halves.h"
#include "facts/identity.h"
#include "facts/json_cursor.h"
#include "facts/store.h"

namespace dengbao::facts {
namespace {

constexpr std::string_view byte_order_mark = "\xef\xbb\xbf";

auto begin_of_json(const SourceFile& source) -> std::uint64_t {
  std::array<char, byte_order_mark.size()> first{};
  const bool marked = source.size() >= first.size() && source.read(0, first) &&
                      std::string_view(first.data(), first.size()) == byte_order_mark;
  return marked ? first.size() : 0;
}

}  // namespace

// What a second reader makes of a text from its middle on, in a thread of its own.
class SecondHalf {
 public:
  SecondHalf(const SourceFile& source, const FactStore& first, Middle middle, std::size_t window) : middle_(middle) {
    store_.program = first.program;
    store_.root = first.root;
    make_tables(store_, keys_);
    thread_ = std::thread([this, &source, window] { read(source, window); });
  }
  SecondHalf(const SecondHalf&) = delete;
  auto operator=(const SecondHalf&) -> SecondHalf& = delete;
  ~SecondHalf() {
    stop_ = true;
    if (thread_.joinable()) thread_.join();
  }

  // Moves it behind what the first reader has read up to the middle, if the two fit.
  auto take(FactStore& first, Texts& first_keys, const Seen& seen) -> std::optional<Decoded> {
    thread_.join();
    // Both have the list that they meet in, and nothing else.
    const auto common = decoded_.root.keys & seen.keys;
    if (!decoded_.readable || (common & (common - 1)) != 0) return std::nullopt;
    for (auto& unknown : decoded_.unknown) unknown.row.index += first.tables[unknown.row.record.index].rows;
    join(first, first_keys, store_, keys_);
    return std::move(decoded_);
  }

 private:
  void read(const SourceFile& source, std::size_t window) {
    Sink nobody;
    Problems problems(nobody, {});
    try {
      JsonCursor cursor(source, middle_.offset, window, problems, true);
      decoded_ = decode_rest(cursor, store_, problems, middle_.list, stop_);
    } catch (const std::bad_alloc&) {
      decoded_.readable = false;  // the first reader does without
    }
  }

  Middle middle_;
  FactStore store_;
  Texts keys_;
  Decoded decoded_;
  std::atomic<bool> stop_ = false;
  std::thread thread_;
};

// Makes the one value that a load gives.
class Loader {
 public:
  Loader(const SourceFile& source, FileId file, RecordId root, const model::Program& program, LoadOptions options)
      : source_(source), options_(options), problems_(messages_, file), data_(std::make_unique<Facts::Data>()) {
    data_->program = &program;
    data_->file = file;
    data_->root = Row{root, 0};
    make_tables(*data_, keys_);
  }

  auto run(Sink& sink) -> std::optional<Facts> {
    if (source_.size() > largest_file) {
      problems_.report_text(Code::facts_too_large, {0, 0}, source_.size(), largest_file).emit();
    } else {
      read();
    }
    problems_.finish();
    for (auto& diagnostic : messages_.sorted()) sink.add(std::move(diagnostic));
    if (problems_.errors() > 0) return std::nullopt;
    return Facts(std::move(data_));
  }

 private:
  void read() {
    JsonCursor cursor(source_, begin_of_json(source_), options_.window, problems_);
    auto decoded = options_.threads > 1 ? decode_in_halves(cursor) : decode(cursor, *data_, problems_);
    if (is_no_text(cursor) || !decoded.readable) return;
    link_rows(*data_, decoded.no_references, source_, problems_);
    if (!options_.evidence) decoded.annotations.evidence.reset();
    read_annotations(*data_, decoded.annotations, source_, problems_);
  }

  auto decode_in_halves(JsonCursor& cursor) -> Decoded {
    const auto middle = guess_middle(source_, *data_->program, data_->root.record, options_.least_to_halve);
    if (!middle) return decode(cursor, *data_, problems_);
    SecondHalf second(source_, *data_, *middle, options_.window);
    const Meeting meeting{static_cast<std::uint32_t>(middle->offset), middle->list,
                          [&](const Seen& seen) { return second.take(*data_, keys_, seen); }};
    return decode(cursor, *data_, problems_, &meeting);
  }

  // What cannot be read as a text at all is the one thing to say, whatever else was found before.
  auto is_no_text(const JsonCursor& cursor) -> bool {
    auto fault = cursor.fault();
    auto at = cursor.fault_offset();
    if (!source_.unchanged()) fault = TextFault::unreadable;
    if (problems_.errors() > 0 && fault != TextFault::no_memory && fault != TextFault::unreadable) {
      // The reading may have ended before the fault.
      if (const auto invalid = utf8::find_invalid(source_.text())) {
        fault = TextFault::not_utf8;
        at = *invalid;
      }
    }
    const auto begin = Extent{0, 0};
    switch (fault) {
      case TextFault::not_utf8:
        restart().report_text(Code::facts_not_utf8, {at, at + 1}).emit();
        return true;
      case TextFault::no_memory:
        restart()
            .report_text(Code::facts_unreadable, begin, Localised{"there is not enough memory", "内存不足"})
            .emit();
        return true;
      case TextFault::unreadable:
        restart()
            .report_text(Code::facts_unreadable, begin,
                         Localised{"the file changed while it was read", "读取过程中文件被改动"})
            .emit();
        return true;
      default:
        return false;
    }
  }

  // Forgets what was found.
  auto restart() -> Problems& {
    messages_ = Sink();
    problems_.forget();
    return problems_;
  }

  const SourceFile& source_;
  LoadOptions options_;
  Sink messages_;
  Problems problems_;
  std::unique_ptr<Facts::Data> data_;
  Texts keys_;  // that references name
};

auto load(const Sources& sources, FileId file, const model::Program& program, Sink& sink, LoadOptions options)
    -> std::optional<Facts> {
  return Loader(sources[file], file, program.scheme.facts, program, options).run(sink);
}

auto load(Excerpt excerpt, RecordId root, const model::Program& program, Sink& sink) -> std::optional<Facts> {
  Sink inside;
  const SourceFile source({}, std::move(excerpt.json));
  auto facts = Loader(source, excerpt.file, root, program, {}).run(inside);
  const auto move = [&](Span& span) {
    span.begin += excerpt.offset;
    span.end += excerpt.offset;
  };
  for (auto& diagnostic : inside.sorted()) {
    if (diagnostic.has_span) move(diagnostic.span);
    for (auto& label : diagnostic.labels) move(label.span);
    sink.add(std::move(diagnostic));
  }
  return facts;
}

}  // namespace dengbao::facts
