#pragma once

#include <cstdint>
#include <string>

namespace keeper {

// Makes a folder (mode 0700) with all its parents.
bool makeFolders(const std::string &folder);

// A small file, e.g. of /proc, whole or its first `most` bytes and a little more; empty when it cannot be read.
std::string readFile(const char *name, std::size_t most = SIZE_MAX);

// Replaces a file: temporary file beside it, fdatasync, rename, fsync of the folder. Makes the folder if it is gone.
bool replaceFile(const std::string &folder, const std::string &name, const std::string &content);

}  // namespace keeper
