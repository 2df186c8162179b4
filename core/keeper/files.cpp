#include "core/keeper/files.h"

#include <fcntl.h>
#include <sys/stat.h>

#include <cerrno>
#include <cstdio>

#include "core/keeper/uniquefd.h"

namespace keeper {

bool makeFolders(const std::string &folder)
{
    if (::mkdir(folder.c_str(), 0700) == 0 || errno == EEXIST)
        return true;
    const auto slash = folder.find_last_of('/');
    return errno == ENOENT && slash != std::string::npos && slash > 0 && makeFolders(folder.substr(0, slash))
        && ::mkdir(folder.c_str(), 0700) == 0;
}

std::string readFile(const char *name, std::size_t most)
{
    const UniqueFd fd(::open(name, O_RDONLY | O_CLOEXEC));
    std::string content;
    char buffer[4096];
    ssize_t n = 0;
    while (fd.isValid() && content.size() < most && (n = ::read(fd.get(), buffer, sizeof buffer)) > 0)
        content.append(buffer, std::size_t(n));
    return content;
}

bool replaceFile(const std::string &folder, const std::string &name, const std::string &content)
{
    if (!makeFolders(folder))
        return false;
    const std::string target = folder + '/' + name;
    const std::string temporary = target + ".new";
    const UniqueFd file(::open(temporary.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600));
    if (!file.isValid())
        return false;
    const bool written = ::write(file.get(), content.data(), content.size()) == ssize_t(content.size())
        && ::fdatasync(file.get()) == 0 && std::rename(temporary.c_str(), target.c_str()) == 0;
    if (!written) {
        ::unlink(temporary.c_str());
        return false;
    }
    const UniqueFd directory(::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
    return directory.isValid() && ::fsync(directory.get()) == 0;
}

}  // namespace keeper
