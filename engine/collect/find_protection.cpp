#include <algorithm>
#include <map>

#include "collect/malware.h"
#include "collect/survey_machine.h"

// Products against malicious code and intrusion, and trusted verification. Products are known by their processes; that
// none of those we know runs does not prove that there is none, so nothing is said then.
namespace dengbao::collect {
namespace {

void describe_clamav(Survey& survey, const std::string& pointer, Json& product) {
  product["mechanism"] = "signatures";
  product["real_time"] = survey.runs("clamonacc");
  std::optional<std::string> newest;
  for (const auto* file : {"daily.cld", "daily.cvd", "main.cvd"}) {
    const auto head = survey.machine.read_at(std::string("/var/lib/clamav/") + file, 0, 512);
    const auto date = parse_clamav_date(head.text);
    if (!date || (newest && *newest >= *date)) continue;
    newest = date;
    survey.findings.witness(pointer + "/signatures_updated_on", head.source);
  }
  if (newest) product["signatures_updated_on"] = *newest;
}

void find_products(Survey& survey) {
  auto& findings = survey.findings;
  std::map<std::string_view, SecurityProgram> products;
  for (const auto& process : survey.processes) {
    const auto program = security_program(process.name);
    if (program) products.emplace(program->product, *program);
  }
  for (const auto& [name, program] : products) {
    if (program.malware) {
      auto& list = findings.host["malware_protection"];
      const auto pointer = "/malware_protection/" + std::to_string(list.size());
      auto& product = list.emplace_back(Json{{"name", name}});
      if (name == "ClamAV") describe_clamav(survey, pointer, product);
    }
    if (program.intrusion) findings.host["intrusion_detection"].push_back({{"name", name}});
  }
  const std::string processes = "names of the running processes";
  for (const auto* field : {"malware_protection", "intrusion_detection"}) {
    const auto pointer = std::string("/") + field;
    if (findings.host.contains(field)) {
      findings.witness(pointer, processes);
      findings.incomplete(pointer,
                          {"products whose processes are not known to us are not seen", "无法识别进程名未知的产品"});
    } else {
      findings.absent(pointer, Because::not_looked,
                      {"no process of a product that we know runs; others cannot be ruled out",
                       "未发现已知产品的进程；不能排除存在其他产品"});
    }
  }
}

auto secure_boot(const Machine& machine) -> std::optional<bool> {
  for (const auto& path : matching_files(machine, "/sys/firmware/efi/efivars/SecureBoot-*")) {
    const auto reading = machine.read(path);  // four bytes of attributes, then the value
    if (reading.ok() && reading.text.size() == 5) return reading.text[4] == 1;
  }
  return std::nullopt;
}

// A chip that nothing measures into verifies nothing: it counts with IMA only.
void find_trust(Survey& survey) {
  auto& findings = survey.findings;
  const bool tpm = survey.machine.exists("/sys/class/tpm/tpm0");
  const auto measured = survey.machine.read("/sys/kernel/security/ima/runtime_measurements_count");
  const bool ima = measured.ok() && to_number(measured.text).value_or(0) > 1;
  const auto boot = secure_boot(survey.machine);
  auto verified = Json::array();
  if (boot == true) verified.push_back("boot-program");
  if (tpm && ima) verified.push_back("system-program");
  if (verified.empty()) {
    findings.absent("/trusted_verification", Because::not_looked,
                    {tpm ? "a TPM is there, but neither secure boot nor IMA was seen to use it"
                         : "neither a TPM nor secure boot was seen; other roots of trust are not looked for",
                     tpm ? "存在 TPM，但未见安全启动或 IMA 使用" : "未发现 TPM 或安全启动；未检查其他可信根"});
    return;
  }
  findings.host["trusted_verification"] = {{"root_of_trust", tpm && ima ? "tpm" : "secure-boot"},
                                           {"verifies", std::move(verified)}};
  findings.incomplete("/trusted_verification/verifies",
                      {"verification by other means is not looked for", "未检查其他方式的可信验证"});
  findings.witness("/trusted_verification", measured);
  if (boot) findings.witness("/trusted_verification", "/sys/firmware/efi/efivars/SecureBoot-*");
}

}  // namespace

void find_protection(Survey& survey) {
  find_products(survey);
  find_trust(survey);
}

}  // namespace dengbao::collect
