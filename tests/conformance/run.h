// SPDX-License-Identifier: Apache-2.0
// Runs one case. Each kind of FORMAT.md has its function; all throw Mismatch or tl::Error when the case fails.
#pragma once
#include <optional>
#include <string>

#include "conformance/values.h"

namespace tl::conformance {

/// Empty when the case passed, else one line that says why not. Starts from the initial library state; throws nothing.
std::optional<std::string> run_case(const Json& c);

void run_call(const Json& c);          ///< function, functional, method
void run_attribute(const Json& c);
void run_error(const Json& c);
void run_init(const Json& c);
void run_random(const Json& c);
void run_sobol(const Json& c);
void run_module(const Json& c);
void run_optim(const Json& c);
void run_scheduler(const Json& c);
void run_distribution(const Json& c);
void run_transform(const Json& c);
void run_constraint(const Json& c);    ///< constraint, registry
void run_program(const Json& c);       ///< autograd, program

/// Checks a result that is not unique against properties such as "qr"; `args` are those of the call.
void check_properties(const Json& c, const Value& result, const std::vector<Value>& args, const Value::Dict& kwargs);
void check_statistics(const Value& result, const Json& statistics, const std::string& where = "result");

/// The gradients of sum(out · cotangent) against `grads`; `c` holds both.
void check_gradients(const Json& c, const Value& result, const std::map<std::string, Tensor>& inputs);
/// Marks the tensors named in `grads` as leaves that need a gradient.
void want_gradients(const Json& c, const std::map<std::string, Tensor>& tensors);

}  // namespace tl::conformance
