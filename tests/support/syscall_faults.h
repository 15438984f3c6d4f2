// SPDX-License-Identifier: Apache-2.0
// A child process whose n-th system call kills it or fails. The calls are counted by ptrace from outside: nothing in the program under test
// takes part, so that a call it forgot to guard is found, too.
#pragma once
#include <elf.h>
#include <sys/ptrace.h>
#include <sys/syscall.h>
#include <sys/uio.h>
#include <sys/user.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <csignal>
#include <functional>

namespace tl::test {

struct FaultOutcome {
  bool traced = true;    ///< false: this system does not allow ptrace
  bool reached = false;  ///< the n-th call was made; otherwise the body had ended before
  long call = -1;        ///< which it was
  int exit_code = -1;    ///< of the child; -1 when it was killed
};

/// Calls whose failure a save must survive: everything about files.
inline bool is_file_call(long call) {
  constexpr std::array calls = {SYS_open,   SYS_openat,   SYS_creat,     SYS_write,  SYS_pwrite64, SYS_writev,   SYS_fsync,    SYS_fdatasync,
                                SYS_rename, SYS_renameat, SYS_renameat2, SYS_mkdir,  SYS_mkdirat,  SYS_ftruncate, SYS_close,   SYS_link};
  for (const long c : calls)
    if (c == call) return true;
  return false;
}

/// Runs `body` (its result is the exit code) in a child. At the n-th call it makes (from 1; with `error` the n-th file call) the child is
/// killed before the call takes effect, or the call is answered with `error` and never made.
inline FaultOutcome run_with_fault(const std::function<int()>& body, int n, int error) {
  FaultOutcome outcome;
  const pid_t child = ::fork();
  if (child == 0) {
    if (::ptrace(PTRACE_TRACEME, 0, nullptr, nullptr) != 0) ::_exit(113);
    ::raise(SIGSTOP);
    ::syscall(SYS_getpgid, 0x7e57);  // the mark: counting begins
    const int code = body();
    ::_exit(code);
  }
  int status = 0;
  ::waitpid(child, &status, 0);
  if (WIFEXITED(status)) {
    outcome.traced = WEXITSTATUS(status) != 113;
    return outcome;
  }
  ::ptrace(PTRACE_SETOPTIONS, child, nullptr, PTRACE_O_TRACESYSGOOD | PTRACE_O_EXITKILL);
  bool counting = false, entering = true, answer = false;
  int count = 0, pass = 0;
  for (;;) {
    ::ptrace(PTRACE_SYSCALL, child, nullptr, pass);
    pass = 0;
    if (::waitpid(child, &status, 0) != child) break;
    if (WIFEXITED(status)) {
      outcome.exit_code = WEXITSTATUS(status);
      break;
    }
    if (WIFSIGNALED(status)) break;
    if (WSTOPSIG(status) != (SIGTRAP | 0x80)) {
      pass = WSTOPSIG(status) == SIGTRAP ? 0 : WSTOPSIG(status);
      continue;
    }
    user_regs_struct registers{};
    ::ptrace(PTRACE_GETREGS, child, nullptr, &registers);
    if (entering) {
      const long call = static_cast<long>(registers.orig_rax);
      if (counting && (error == 0 || is_file_call(call)) && ++count == n) {
        outcome.reached = true;
        outcome.call = call;
        if (error == 0) {
          ::kill(child, SIGKILL);
          ::waitpid(child, &status, 0);
          return outcome;
        }
        registers.orig_rax = static_cast<unsigned long long>(-1);
        ::ptrace(PTRACE_SETREGS, child, nullptr, &registers);
        answer = true;
      }
      if (call == SYS_getpgid && registers.rdi == 0x7e57) counting = true;
    } else if (answer) {
      registers.rax = static_cast<unsigned long long>(-static_cast<long long>(error));
      ::ptrace(PTRACE_SETREGS, child, nullptr, &registers);
      answer = false;
    }
    entering = !entering;
  }
  return outcome;
}

}  // namespace tl::test
