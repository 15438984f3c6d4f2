// SPDX-License-Identifier: Apache-2.0
#include "conformance/run.h"

#include <algorithm>
#include <csignal>

#include <unistd.h>

#include "conformance/objects.h"
#include "engine/autograd/autograd.h"
#include "engine/ops/functions.h"

namespace tl::conformance {
namespace {
void reset_library() {
  GradMode::set_enabled(true);
  set_default_dtype(kFloat);
  manual_seed(0);
}

/// Cases that end their process or never end, for the test of the supervisor.
void run_selftest(const std::string& name) {
  if (name == "crash") raise(SIGSEGV);
  if (name == "exit") _exit(7);
  while (name == "hang") pause();
}

void run_kind(const Json& c) {
  const std::string kind = c.at("kind").get<std::string>();
  if (kind == "function" || kind == "functional" || kind == "method") return run_call(c);
  if (kind == "attribute") return run_attribute(c);
  if (kind == "error") return run_error(c);
  if (kind == "init") return run_init(c);
  if (kind == "random") return run_random(c);
  if (kind == "sobol") return run_sobol(c);
  if (kind == "module") return run_module(c);
  if (kind == "optim") return run_optim(c);
  if (kind == "scheduler") return run_scheduler(c);
  if (kind == "distribution") return run_distribution(c);
  if (kind == "transform") return run_transform(c);
  if (kind == "constraint" || kind == "registry") return run_constraint(c);
  if (kind == "autograd" || kind == "program") return run_program(c);
  if (kind == "selftest") return run_selftest(c.at("name").get<std::string>());
  throw Mismatch("FORMAT.md knows no kind \"" + kind + '"');
}
}  // namespace

std::optional<std::string> run_case(const Json& c) {
  std::string why;
  try {
    reset_library();
    run_kind(c);
    return std::nullopt;
  } catch (const Error& e) {
    why = str(category_name(e.category()), " error: ", e.what());
  } catch (const Json::exception& e) {
    why = str("the case is not as FORMAT.md says: ", e.what());
  } catch (const std::exception& e) {
    why = e.what();
  } catch (...) {
    why = "an unknown exception";
  }
  std::replace(why.begin(), why.end(), '\n', ' ');
  return why.empty() ? "failed without a reason" : why;
}

void want_gradients(const Json& c, const std::map<std::string, Tensor>& tensors) {
  if (!c.contains("grads")) return;
  for (const auto& [key, g] : c["grads"].items()) {
    const auto found = tensors.find(key);
    if (found == tensors.end()) continue;
    if (is_floating_point(found->second.dtype())) found->second.set_requires_grad(true);
  }
}

void check_gradients(const Json& c, const Value& result, const std::map<std::string, Tensor>& inputs) {
  if (!c.contains("cotangent") || !c.contains("grads")) return;
  std::vector<Tensor> outs, roots, weights, wanted;
  flatten(result, &outs);
  const Json& cotangent = c["cotangent"];
  if (cotangent.size() != outs.size()) throw Mismatch(str("the result has ", outs.size(), " tensors, the case gradients for ", cotangent.size()));
  for (size_t i = 0; i < outs.size(); ++i) {
    if (cotangent[i].is_null() || !outs[i].requires_grad()) continue;
    roots.push_back(outs[i]);
    weights.push_back(read_tensor(cotangent[i].at("tensor")));
  }
  std::vector<std::string> keys;
  for (const auto& [key, g] : c["grads"].items()) {
    const auto found = inputs.find(key);
    if (found == inputs.end()) {
      if (g.is_null()) continue;
      throw Mismatch("there is no input or parameter " + key + " to differentiate by");
    }
    if (!found->second.requires_grad()) continue;
    keys.push_back(key);
    wanted.push_back(found->second);
  }
  std::vector<Tensor> grads(wanted.size());
  if (!roots.empty() && !wanted.empty()) grads = autograd::grad(roots, wanted, weights, std::nullopt, false, true);
  const Tolerance tol = tolerance_of(c);
  for (const auto& [key, expected] : c["grads"].items()) {
    const auto at = std::find(keys.begin(), keys.end(), key);
    const Tensor g = at == keys.end() ? Tensor() : grads[static_cast<size_t>(at - keys.begin())];
    const std::string where = "the gradient of " + key;
    if (expected.is_null()) {
      if (g.defined())
        for (const double v : numbers(g))
          if (v != 0) throw Mismatch(where + " is not zero, expected no dependence");
      continue;
    }
    if (!g.defined()) throw Mismatch(where + " is missing");
    compare(g, expected, tol, false, where);
  }
}

}  // namespace tl::conformance
