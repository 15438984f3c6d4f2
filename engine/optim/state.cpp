// SPDX-License-Identifier: Apache-2.0
#include "engine/optim/state.h"

#include "engine/core/error.h"
#include "engine/ops/functions.h"

namespace tl::optim {
namespace {
class Reader final : public StateVisitor {
 public:
  std::vector<std::pair<std::string, Tensor>> all;
  void operator()(const char* name, Tensor& member) override {
    if (member.defined()) all.emplace_back(name, member);
  }
  void operator()(const char* name, int64_t& member) override { all.emplace_back(name, full({}, member, kLong)); }
  void operator()(const char* name, double& member) override { all.emplace_back(name, full({}, member, kDouble)); }
};

class Writer final : public StateVisitor {
 public:
  Writer(const std::string& key, const Tensor& value) : key_(key), value_(value) {}
  bool known = false;
  void operator()(const char* name, Tensor& member) override {
    if (is(name)) member = value_;
  }
  void operator()(const char* name, int64_t& member) override {
    if (is(name)) member = value_.item<int64_t>();
  }
  void operator()(const char* name, double& member) override {
    if (is(name)) member = value_.item<double>();
  }

 private:
  bool is(const char* name) {
    if (key_ != name) return false;
    known = true;
    return true;
  }
  const std::string& key_;
  const Tensor& value_;
};
}  // namespace

std::vector<std::pair<std::string, Tensor>> VisitedParamState::tensors() const {
  Reader reader;
  const_cast<VisitedParamState&>(*this).visit(reader);  // a reader changes nothing
  return std::move(reader.all);
}

void VisitedParamState::set(const std::string& key, const Tensor& value) {
  Writer writer(key, value);
  visit(writer);
  TL_CHECK(writer.known, input, "load optimizer state", "the optimizer keeps no '", key, "'");
}

namespace detail {
Tensor dense_gradient(const char* name, const Tensor& parameter, const Tensor& gradient, double weight_decay) {
  TL_CHECK(!gradient.is_sparse(), not_implemented, name, "does not take sparse gradients like ", gradient.brief(), "; SGD, Adagrad and SparseAdam do");
  TL_CHECK(gradient.sizes() == parameter.sizes() && gradient.dtype() == parameter.dtype(), shape, name, "the gradient ", gradient.brief(),
           " does not fit the parameter ", parameter.brief());
  return weight_decay == 0 ? gradient : gradient.add(parameter, weight_decay);
}
}  // namespace detail

}  // namespace tl::optim
