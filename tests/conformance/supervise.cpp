// SPDX-License-Identifier: Apache-2.0
#include "conformance/supervise.h"

#include <cerrno>
#include <csignal>
#include <cstring>

#include <fcntl.h>
#include <poll.h>
#include <sys/wait.h>
#include <unistd.h>

#include "conformance/run.h"
#include "engine/core/error.h"

namespace tl::conformance {
namespace {
/// The child: a line per case, "+" or "-" and the reason.
[[noreturn]] void work(const CaseFile& file, size_t first, int pipe) {
  for (size_t i = first; i < file.cases.size(); ++i) {
    const auto why = run_case(file.cases[i]);
    std::string line = (why ? "-" + *why : std::string("+")) + "\n";
    for (const char* p = line.data(); p < line.data() + line.size();) {
      const ssize_t n = write(pipe, p, static_cast<size_t>(line.data() + line.size() - p));
      if (n < 0 && errno != EINTR) _exit(1);
      if (n > 0) p += n;
    }
  }
  _exit(0);  // without destructors: the answer is out, and a broken state must not matter now
}

std::string ending(int status) {
  if (WIFSIGNALED(status)) return str("the process was ended by ", sigabbrev_np(WTERMSIG(status)) ? "SIG" : "signal ",
                                      sigabbrev_np(WTERMSIG(status)) ? sigabbrev_np(WTERMSIG(status)) : std::to_string(WTERMSIG(status)));
  return str("the process ended with status ", WEXITSTATUS(status));
}

struct Child {
  pid_t pid;
  int pipe;
};

Child start(const CaseFile& file, size_t first) {
  int ends[2];
  if (pipe2(ends, O_CLOEXEC) != 0) throw Error(ErrorCategory::io, "run cases", str("cannot make a pipe: ", std::strerror(errno)));
  const pid_t pid = fork();
  if (pid < 0) throw Error(ErrorCategory::io, "run cases", str("cannot start a process: ", std::strerror(errno)));
  if (pid == 0) {
    ::close(ends[0]);
    work(file, first, ends[1]);
  }
  ::close(ends[1]);
  return {pid, ends[0]};
}

/// Reads answers until the child ends or is silent for too long. Returns why the next case failed, if one did.
std::optional<std::string> collect(const Child& child, int limit_s, const CaseFile& file, std::vector<Outcome>* out) {
  std::string buffer;
  bool late = false;
  char chunk[4096];
  while (true) {
    pollfd p{child.pipe, POLLIN, 0};
    const int ready = poll(&p, 1, limit_s * 1000);
    if (ready < 0 && errno == EINTR) continue;
    if (ready == 0) {
      late = true;
      kill(child.pid, SIGKILL);
      break;
    }
    const ssize_t n = read(child.pipe, chunk, sizeof chunk);
    if (n < 0 && errno == EINTR) continue;
    if (n <= 0) break;
    buffer.append(chunk, static_cast<size_t>(n));
    for (size_t end; (end = buffer.find('\n')) != std::string::npos; buffer.erase(0, end + 1)) {
      const Json& c = file.cases.at(out->size());
      out->push_back({c["id"].get<std::string>(), c["name"].get<std::string>(),
                      buffer[0] == '+' ? std::nullopt : std::optional(buffer.substr(1, end - 1))});
    }
  }
  ::close(child.pipe);
  int status = 0;
  while (waitpid(child.pid, &status, 0) < 0 && errno == EINTR) {}
  if (out->size() == file.cases.size()) return std::nullopt;
  return late ? str("did not end within ", limit_s, " s") : ending(status);
}
}  // namespace

std::vector<Outcome> run_file(const CaseFile& file, int limit_s) {
  std::vector<Outcome> out;
  while (out.size() < file.cases.size()) {
    const auto broken = collect(start(file, out.size()), limit_s, file, &out);
    if (!broken) break;
    const Json& c = file.cases[out.size()];
    out.push_back({c["id"].get<std::string>(), c["name"].get<std::string>(), broken});
  }
  return out;
}

}  // namespace tl::conformance
