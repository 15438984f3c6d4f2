// SPDX-License-Identifier: Apache-2.0
// Between the values of case files and those of the engine: reading them, and comparing results with what is expected.
#pragma once
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "conformance/case_file.h"
#include "engine/core/error.h"
#include "engine/core/value.h"

namespace tl::conformance {

/// Why a case failed; anything else thrown by a case is a failure too.
struct Mismatch : std::runtime_error {
  using std::runtime_error::runtime_error;
};

using Variables = std::map<std::string, Value>;

/// Reads values; remembers every tensor by its path ("0", "weight", "0.1") so that gradients can be asked for.
class Reader {
 public:
  explicit Reader(Variables* variables = nullptr) : variables_(variables) {}
  Value read(const Json& j, const std::string& path = {});
  std::vector<Value> read_args(const Json& list, const std::string& prefix = {});
  Value::Dict read_kwargs(const Json& object);
  std::map<std::string, Tensor> tensors;

 private:
  Value read_object(const Json& j, const std::string& path);
  Variables* variables_;
};

/// The inner object of "tensor"; `as_strided` gives a view that owns no history, so that it is a leaf.
Tensor read_tensor(const Json& inner);
double read_number(const Json& j);  ///< a number, or one of "nan", "inf", "-inf"

struct Tolerance {
  double rtol = 1e-4, atol = 1e-5;
};
Tolerance tolerance_of(const Json& c);
bool close(double got, double expected, Tolerance t);

/// Throws Mismatch saying where and how the value differs. `mask`: a bool tensor may come as uint8.
void compare(const Value& got, const Json& expected, Tolerance t, bool mask = false, const std::string& where = "result");
/// All elements in row-major order.
std::vector<double> numbers(const Tensor& t);
/// Tensors of a result, depth first.
void flatten(const Value& v, std::vector<Tensor>* out);

}  // namespace tl::conformance
