#include "assess/survey/zip_parts.h"

#include <dlfcn.h>
#include <expat.h>
#include <fmt/format.h>
#include <zip.h>

#include <array>
#include <optional>
#include <vector>

#include "base/diagnostic.h"

namespace dengbao::assess {
namespace {

// All parts of a workbook together, unpacked: far beyond what people fill in.
constexpr std::uint64_t most_bytes = 400'000'000;
constexpr std::size_t most_depth = 200;
constexpr std::size_t longest_xml_text = 1'000'000;

}  // namespace

// libzip, opened for the first workbook that is read: linked, it would cost every start of the program.
struct ZipLibrary {
  decltype(&::zip_source_buffer_create) zip_source_buffer_create = nullptr;
  decltype(&::zip_source_free) zip_source_free = nullptr;
  decltype(&::zip_open_from_source) zip_open_from_source = nullptr;
  decltype(&::zip_discard) zip_discard = nullptr;
  decltype(&::zip_fopen) zip_fopen = nullptr;
  decltype(&::zip_fread) zip_fread = nullptr;
  decltype(&::zip_fclose) zip_fclose = nullptr;
};

namespace {

auto open_zip_library() -> std::optional<ZipLibrary> {
  auto* const library = ::dlopen("libzip.so.4", RTLD_NOW | RTLD_LOCAL);  // open until the program ends
  if (library == nullptr) return std::nullopt;
  bool all = true;
  const auto find = [&](const char* name, auto& function) {
    function = reinterpret_cast<std::remove_reference_t<decltype(function)>>(::dlsym(library, name));
    all = all && function != nullptr;
  };
  ZipLibrary found;
  find("zip_source_buffer_create", found.zip_source_buffer_create);
  find("zip_source_free", found.zip_source_free);
  find("zip_open_from_source", found.zip_open_from_source);
  find("zip_discard", found.zip_discard);
  find("zip_fopen", found.zip_fopen);
  find("zip_fread", found.zip_fread);
  find("zip_fclose", found.zip_fclose);
  return all ? std::optional(found) : std::nullopt;
}

auto zip_library() -> const ZipLibrary* {
  static const auto library = open_zip_library();
  return library ? &*library : nullptr;
}

auto local_name(std::string_view name) -> std::string_view {
  const auto colon = name.rfind(':');
  return colon == std::string_view::npos ? name : name.substr(colon + 1);
}

// An XML document that is read piece by piece.
class XmlReading {
 public:
  explicit XmlReading(const XmlVisitor& visitor)
      : visitor_(visitor), parser_(::XML_ParserCreate(nullptr), ::XML_ParserFree) {
    ::XML_SetUserData(parser_.get(), this);
    ::XML_SetElementHandler(parser_.get(), opened, closed);
    ::XML_SetCharacterDataHandler(parser_.get(), read_text);
    // Workbooks have no document type; one that does may declare entities that grow without end.
    ::XML_SetStartDoctypeDeclHandler(parser_.get(), refuse);
  }

  auto feed(const char* bytes, std::size_t size, bool last) -> bool {
    return ::XML_Parse(parser_.get(), bytes, static_cast<int>(size), last ? 1 : 0) == XML_STATUS_OK;
  }

 private:
  static auto self(void* data) -> XmlReading& { return *static_cast<XmlReading*>(data); }
  static void XMLCALL opened(void* data, const char* name, const char** attributes) {
    auto& reading = self(data);
    if (reading.texts_.size() >= most_depth) {
      ::XML_StopParser(reading.parser_.get(), XML_FALSE);
      return;
    }
    reading.texts_.emplace_back();
    if (reading.visitor_.open) reading.visitor_.open(local_name(name), XmlAttributes(attributes));
  }
  static void XMLCALL closed(void* data, const char* name) {
    auto& reading = self(data);
    if (reading.visitor_.close) reading.visitor_.close(local_name(name), reading.texts_.back());
    reading.texts_.pop_back();
  }
  static void XMLCALL read_text(void* data, const char* text, int size) {
    auto& reading = self(data);
    if (reading.texts_.empty() || reading.texts_.back().size() > longest_xml_text) return;
    reading.texts_.back().append(text, static_cast<std::size_t>(size));
  }
  static void XMLCALL refuse(void* data, const char*, const char*, const char*, int) {
    ::XML_StopParser(self(data).parser_.get(), XML_FALSE);
  }

  const XmlVisitor& visitor_;
  std::unique_ptr<std::remove_pointer_t<XML_Parser>, decltype(&::XML_ParserFree)> parser_;
  std::vector<std::string> texts_;  // of the elements that are open
};

}  // namespace

struct ZipParts::Archive {
  const ZipLibrary& library;
  ::zip_t* zip = nullptr;
};

auto XmlAttributes::get(std::string_view name) const -> std::string {
  for (const char** pair = pairs_; *pair != nullptr; pair += 2) {
    if (local_name(pair[0]) == name) return pair[1];
  }
  return {};
}

ZipParts::ZipParts(std::unique_ptr<Archive> archive) : archive_(std::move(archive)) {}
ZipParts::~ZipParts() { archive_->library.zip_discard(archive_->zip); }

auto ZipParts::open(std::string_view bytes) -> std::variant<std::unique_ptr<ZipParts>, Localised> {
  const auto* library = zip_library();
  if (library == nullptr) {
    return say("xlsx needs the library libzip, which is not installed (Debian: libzip4)",
               "xlsx 格式需要 libzip 库，本机尚未安装（Debian 软件包：libzip4）");
  }
  ::zip_error_t error{};
  auto* source = library->zip_source_buffer_create(bytes.data(), bytes.size(), 0, &error);
  auto* zip = source == nullptr ? nullptr : library->zip_open_from_source(source, ZIP_RDONLY, &error);
  if (zip == nullptr) {
    if (source != nullptr) library->zip_source_free(source);
    return say("the workbook is damaged", "工作簿已损坏");
  }
  return std::unique_ptr<ZipParts>(new ZipParts(std::make_unique<Archive>(Archive{*library, zip})));
}

auto ZipParts::read_xml(const std::string& path, const XmlVisitor& visitor) -> bool {
  const auto& library = archive_->library;
  auto* file = library.zip_fopen(archive_->zip, path.c_str(), 0);
  if (file == nullptr) return false;
  const std::unique_ptr<::zip_file_t, decltype(library.zip_fclose)> closing(file, library.zip_fclose);
  XmlReading reading(visitor);
  std::array<char, 65536> buffer{};
  for (;;) {
    const auto got = library.zip_fread(file, buffer.data(), buffer.size());
    if (got < 0 || !reading.feed(buffer.data(), got > 0 ? static_cast<std::size_t>(got) : 0, got == 0)) {
      fault_ = say("the workbook is damaged: its part `{}` cannot be read", "工作簿已损坏：其中 `{}` 无法读取", path);
      return false;
    }
    if (got == 0) return true;
    bytes_read_ += static_cast<std::uint64_t>(got);
    if (bytes_read_ > most_bytes) {
      fault_ = say("the workbook is larger than {} MB", "工作簿超过 {} MB", most_bytes / 1'000'000);
      return false;
    }
  }
}

}  // namespace dengbao::assess
