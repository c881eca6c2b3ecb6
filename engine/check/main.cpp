// dengbao-check CERTIFICATE FACTS PROGRAM: whether every verdict of a certificate follows from the facts by the
// program.
#include <cstdio>
#include <fstream>
#include <sstream>

#include "check/certificate.h"

namespace {

using namespace dengbao::check;

auto read_file(const char* path) -> std::string {
  std::ifstream in(path, std::ios::binary);
  std::ostringstream out;
  out << in.rdbuf();
  if (!in || !out) throw Refused(std::string(path) + ": cannot be read");
  return out.str();
}

// What the certificate is about, for the reader to compare with what he was told.
void print_about(const Doc& certificate) {
  std::string about = "as of " + certificate.at("as_of").text + ", level ";
  const auto& levels = certificate.at("levels");
  for (std::size_t i = 0; i < levels.keys.size(); ++i) {
    if (levels.keys.size() == 1 || !levels.keys[i].empty()) about += levels.keys[i] + levels.items[i].text;
  }
  for (const auto& parameter : certificate.at("parameters").keys) about += ", its own " + parameter;
  std::printf("%s\nfacts   sha256 %s\nprogram sha256 %s\n", about.c_str(), certificate.at("facts").text.c_str(),
              certificate.at("program").text.c_str());
}

}  // namespace

auto main(int count, char** arguments) -> int {
  if (count != 4) {
    std::fputs("usage: dengbao-check CERTIFICATE FACTS PROGRAM\nexit status: 0 accepted, 1 refused, 3 wrong use\n",
               stderr);
    return 3;
  }
  try {
    const auto certificate = read_file(arguments[1]);
    const auto accepted = verify(certificate, read_file(arguments[2]), read_file(arguments[3]));
    std::printf("accepted: %zu verdicts follow, %zu of them from nothing but the %zu facts stated as their reasons\n",
                accepted.verdicts, accepted.reasons, accepted.stated);
    print_about(parse(certificate, "certificate"));
    return 0;
  } catch (const std::exception& refused) {
    std::fprintf(stderr, "refused: %s\n", refused.what());
    return 1;
  }
}
