#include "base/fault_words.h"

#include <cerrno>
#include <system_error>

namespace dengbao {

auto fault_words(int error) -> Localised {
  switch (error) {
    case ENOENT:
      return {"there is no such file or folder", "没有此文件或文件夹"};
    case EACCES:
    case EPERM:
      return {"permission is denied", "没有权限"};
    case EISDIR:
      return {"it is a folder", "它是一个文件夹"};
    case ENOTDIR:
      return {"a part of its path is no folder", "路径中有一部分不是文件夹"};
    case ENOSPC:
      return {"the disk is full", "磁盘空间已满"};
    case EROFS:
      return {"the disk cannot be written to", "磁盘为只读"};
    default: {
      const auto words = std::generic_category().message(error);
      return {words, words};
    }
  }
}

}  // namespace dengbao
