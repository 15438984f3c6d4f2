// SPDX-License-Identifier: Apache-2.0
// tl-fuzz-ops --calls N [--seed S] [--from N] [--only NAME] [--verbose]: random calls of every operator. A call may succeed or throw tl::Error;
// anything else (a crash, another exception, shapes that differ on meta tensors, a report of a sanitizer) is a fault and names the call.
#include <algorithm>
#include <chrono>
#include <csignal>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <map>

#include <sys/resource.h>
#include <unistd.h>

#include "engine/autograd/autograd.h"
#include "engine/core/error.h"
#include "engine/core/generator.h"
#include "engine/core/log.h"
#include "engine/ops/functions.h"
#include "fuzz/random_calls.h"

using namespace tl;

namespace {
char current[4096] = "nothing yet";
void say_current() {
  const auto put = [](const char* text) {
    const ssize_t ignored = ::write(2, text, std::strlen(text));
    (void)ignored;
  };
  put("\nfault in ");
  put(current);
  put("\n");
}
void on_signal(int number) {
  say_current();
  std::signal(number, SIG_DFL);
  std::raise(number);
}

std::vector<Tensor> tensors_of(const Value& v) {
  if (v.is_tensor()) return {v.to_tensor()};
  std::vector<Tensor> out;
  if (v.is_list())
    for (const Value& e : v.to_list())
      if (e.is_tensor()) out.push_back(e.to_tensor());
  return out;
}

Value to_meta(const Value& v) {
  if (v.is_tensor() && v.to_tensor().defined()) {
    const Tensor t = v.to_tensor();
    // Numbers stay numbers: their value may decide the type of the result.
    if (t.unsafe_impl()->wrapped_number) return v;
    Tensor m = empty(t.sizes(), TensorOptions(t.dtype()).device(kMeta));
    m.unsafe_impl()->strides = t.unsafe_impl()->strides;
    m.unsafe_impl()->refresh();
    return m;
  }
  if (!v.is_list()) return v;
  Value::List out;
  for (const Value& e : v.to_list()) out.push_back(to_meta(e));
  return out;
}

Tensor plain(const Tensor& t) { return t.is_sparse() ? t.to_dense() : t.is_quantized() ? t.dequantize() : t; }
bool encoded(const Value& v) {
  for (const Tensor& t : tensors_of(v))
    if (t.defined() && (t.is_sparse() || t.is_quantized())) return true;
  return false;
}

/// Runs one call and its backward. Returns how it ended; throws what no call may throw.
const char* run(const fuzz::Call& c, bool with_meta) {
  std::vector<Tensor> results;
  try {
    results = tensors_of(ops::call(c.def->name, c.args));
  } catch (const Error& e) {
    if (e.category() == ErrorCategory::internal) throw;
    return "refused";
  }
  double sum = 0;
  for (const Tensor& t : results)
    if (t.defined() && t.numel() && t.numel() < 10'000'000) sum += plain(t).to(kDouble).sum().item<double>();  // reads every element: uninitialised or foreign memory shows
  std::vector<Tensor> roots, seeds;
  for (const Tensor& t : results)
    if (t.defined() && t.requires_grad() && t.numel() < 10'000'000) {
      roots.push_back(t);
      seeds.push_back(t.is_sparse() ? sparse_coo_tensor(t.detach()._indices(), ones_like(t.detach()._values()), t.sizes()) : ones_like(t));
    }
  try {
    if (!roots.empty()) autograd::backward(roots, seeds);
  } catch (const Error& e) {
    if (e.category() == ErrorCategory::internal) throw;
    return "refused in backward";
  }
  if (with_meta && !c.def->is(ops::random) && std::none_of(c.args.begin(), c.args.end(), encoded)) {
    std::vector<Value> meta;
    for (const Value& v : c.args) meta.push_back(to_meta(v));
    std::vector<Tensor> shapes;
    try {
      shapes = tensors_of(ops::call(c.def->name, meta));
    } catch (const Error&) {
      return sum == sum ? "done" : "done, nan";  // operators that read values have no answer for meta tensors
    }
    for (size_t i = 0; i < results.size() && i < shapes.size(); ++i)
      if (results[i].defined() && shapes[i].defined() && shapes[i].is_meta() &&
          (!(results[i].sizes() == shapes[i].sizes()) || results[i].dtype() != shapes[i].dtype()))
        throw std::runtime_error(str("result ", i, " is ", results[i].brief(), ", but of meta tensors ", shapes[i].brief()));
  }
  return sum == sum ? "done" : "done, nan";
}
}  // namespace

// Called by the sanitizers before they report.
extern "C" void __asan_on_error() { say_current(); }
extern "C" void __ubsan_on_report() { say_current(); }

int main(int argc, char** argv) {
  uint64_t calls = 20000, seed = 1, from = 0;
  std::string only;
  bool verbose = false;
  for (int i = 1; i < argc; ++i) {
    const std::string a = argv[i];
    if (a == "--verbose") verbose = true;
    else if (i + 1 >= argc) return std::fprintf(stderr, "usage: tl-fuzz-ops --calls N [--seed S] [--from N] [--only NAME] [--verbose]\n"), 2;
    else if (a == "--calls") calls = std::strtoull(argv[++i], nullptr, 10);
    else if (a == "--seed") seed = std::strtoull(argv[++i], nullptr, 10);
    else if (a == "--from") from = std::strtoull(argv[++i], nullptr, 10);
    else if (a == "--only") only = argv[++i];
    else return std::fprintf(stderr, "unknown option %s\n", argv[i]), 2;
  }
#ifndef TL_SANITIZE  // sizes without sense shall be refused, not eat the machine; the sanitizers bound it with max_allocation_size_mb
  const rlimit space{rlim_t{6} << 30, rlim_t{6} << 30};
  ::setrlimit(RLIMIT_AS, &space);
#endif
  logging::silence_stderr();
  for (const int s : {SIGSEGV, SIGFPE, SIGABRT, SIGILL, SIGBUS, SIGTERM, SIGALRM}) std::signal(s, on_signal);
  std::map<std::string, uint64_t> ends;
  int faults = 0;
  try {
    fuzz::RandomCalls random(only);
    for (uint64_t n = from; n < from + calls; ++n) {
      fuzz::Call c;
      try {
        std::snprintf(current, sizeof current, "call %llu of seed %llu, while it was made", static_cast<unsigned long long>(n), static_cast<unsigned long long>(seed));
        c = random.make(seed, n);
      } catch (const Error&) {
        ++ends["not made"];
        continue;
      }
      std::snprintf(current, sizeof current, "call %llu of seed %llu: %s", static_cast<unsigned long long>(n), static_cast<unsigned long long>(seed), c.text().c_str());
      if (verbose) std::fprintf(stderr, "%s\n", current);
      default_generator().manual_seed(n);
      ::alarm(60);  // a call that never returns is a fault with a name, not a test that ran out of time
      const auto begun = std::chrono::steady_clock::now();
      try {
        ++ends[run(c, n % 4 == 0)];
      } catch (const std::exception& e) {
        ++faults;
        std::fprintf(stderr, "fault in %s\n  %s\n", current, e.what());
      }
      if (std::chrono::steady_clock::now() - begun > std::chrono::seconds(20)) {
        ++faults;
        std::fprintf(stderr, "fault in %s\n  it took more than 20 seconds\n", current);
      }
    }
    ::alarm(0);
  } catch (const std::exception& e) {
    std::fprintf(stderr, "%s\n", e.what());
    return 2;
  }
  for (const auto& [how, count] : ends) std::printf("%s: %llu\n", how.c_str(), static_cast<unsigned long long>(count));
  std::printf("%llu calls, %d faults\n", static_cast<unsigned long long>(calls), faults);
  return faults ? 1 : 0;
}
