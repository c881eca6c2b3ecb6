#include <sys/stat.h>

#include <chrono>
#include <filesystem>

#include "collect/survey_machine.h"

// What Linux itself lets one control, and how far its files are left open.
namespace dengbao::collect {
namespace {

namespace fs = std::filesystem;

struct WorldWritable {
  std::size_t files = 0;
  bool complete = true;
};

// Regular files of the system that every user may change. Gives up after some seconds.
auto count_world_writable() -> WorldWritable {
  const auto deadline = std::chrono::steady_clock::now() + std::chrono::seconds(20);
  WorldWritable result;
  for (const auto* root : {"/etc", "/usr", "/boot", "/opt"}) {
    std::error_code error;
    if (!fs::exists(root, error)) continue;
    fs::recursive_directory_iterator at(root, error);
    for (; !error && at != fs::recursive_directory_iterator(); at.increment(error)) {
      struct stat info{};
      if (lstat(at->path().c_str(), &info) == 0 && S_ISREG(info.st_mode) && (info.st_mode & S_IWOTH) != 0U)
        ++result.files;
      if (std::chrono::steady_clock::now() > deadline) return {0, false};
    }
    if (error) result.complete = false;
  }
  return result;
}

// In which mode SELinux of an image starts.
void find_mandatory_at_start(Survey& survey, Json& access) {
  const auto config = survey.machine.read("/etc/selinux/config");
  Settings settings;
  read_settings(config.text, settings);
  const auto mode = lower(text_setting(settings, "selinux").value_or(""));
  if (mode == "enforcing" || mode == "permissive" || mode == "disabled") {
    access["mandatory_control"] = mode;
    survey.findings.witness("/access/mandatory_control", config);
  } else {
    survey.absent_unless_running("/access/mandatory_control", {});
  }
}

void find_mandatory(Survey& survey, Json& access) {
  const auto enforce = survey.machine.read("/sys/fs/selinux/enforce");
  if (enforce.ok()) {
    access["mandatory_control"] = trim(enforce.text) == "1" ? "enforcing" : "permissive";
    survey.findings.witness("/access/mandatory_control", enforce);
    return;
  }
  if (survey.is_image()) return find_mandatory_at_start(survey, access);
  const auto modules = survey.machine.read("/sys/kernel/security/lsm");
  const auto profiles = survey.machine.read("/sys/kernel/security/apparmor/profiles");
  const bool other = modules.text.find("apparmor") != std::string::npos ||
                     modules.text.find("smack") != std::string::npos ||
                     modules.text.find("tomoyo") != std::string::npos || profiles.ok();
  if (!modules.ok() || other) {
    survey.findings.absent("/access/mandatory_control", Because::collection_failed,
                           {"SELinux is not active; whether another module enforces rules could not be told",
                            "SELinux 未启用；无法判定是否有其他模块实施强制访问控制"});
    return;
  }
  access["mandatory_control"] = "disabled";
  access["labelled_subjects"] = "unlabelled";
  access["labelled_objects"] = "unlabelled";
  survey.findings.witness("/access/mandatory_control", modules);
}

}  // namespace

void find_access_control(Survey& survey) {
  auto& access = survey.findings.host["access"];
  access["subject_grain"] = "user";  // owner, group and lists of every Linux file system
  access["object_grain"] = "file";
  survey.findings.witness("/access/subject_grain", "file permissions of Linux");
  survey.findings.witness("/access/object_grain", "file permissions of Linux");
  find_mandatory(survey, access);
  if (!survey.machine.live()) return;
  const auto writable = count_world_writable();
  if (writable.complete) {
    access["world_writable_files"] = writable.files;
    survey.findings.witness("/access/world_writable_files", "permissions of the files in /etc, /usr, /boot, /opt");
  } else {
    survey.findings.absent(
        "/access/world_writable_files", Because::collection_failed,
        {"not all folders could be read, or not in time", "部分目录无法读取，或未能在限定时间内遍历"});
  }
}

}  // namespace dengbao::collect
