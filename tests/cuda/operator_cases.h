// SPDX-License-Identifier: Apache-2.0
// Every operator that has a CUDA kernel against the CPU, over the samples of the registry: the same for the stand-ins and for a real device.
#pragma once
#include <QTest>
#include <algorithm>

#include "engine/autograd/autograd.h"
#include "engine/core/device_backend.h"
#include "engine/ops/functions.h"
#include "engine/ops/op_def.h"

namespace tl::test {

#define QSAY(cond, text) QVERIFY2(cond, std::string(text).c_str())

struct OperatorCases {
  std::vector<Tensor> in;
  std::vector<Value> attr;

  static std::vector<Tensor> run(const ops::OpDef& def, const std::vector<Tensor>& in, const std::vector<Value>& attr) {
    ops::Outputs o = ops::dispatch(def, in, attr);
    return {o.t, o.t + def.outputs};
  }
  static std::vector<Tensor> on_cuda(const std::vector<Tensor>& in) {
    std::vector<Tensor> moved;
    for (const Tensor& t : in) moved.push_back(t.defined() && !t.unsafe_impl()->wrapped_number ? t.detach().to(Device(kCUDA)) : t);
    return moved;
  }
  static Tensor spread(const Tensor& t) {
    if (!t.defined() || t.dim() == 0) return t;
    DimVector wide(t.sizes().begin(), t.sizes().end());
    wide.push_back(2);
    Tensor out = zeros(wide, t.options()).select(-1, 1);
    out.copy_(t);
    return out;
  }
  /// Empty when both agree.
  static std::string difference(const std::vector<Tensor>& cuda, const std::vector<Tensor>& cpu, double tolerance) {
    for (size_t i = 0; i < cpu.size(); ++i) {
      if (cuda[i].defined() != cpu[i].defined()) return "one of the results is missing";
      if (!cpu[i].defined()) continue;
      if (!cuda[i].is_cuda()) return "the result is not on the device";
      if (!(cuda[i].sizes() == cpu[i].sizes()) || cuda[i].dtype() != cpu[i].dtype()) return "CUDA gives " + cuda[i].brief() + ", the CPU " + cpu[i].brief();
      if (!allclose(cuda[i].cpu().to(kDouble), cpu[i].to(kDouble), tolerance, tolerance, true))
        return "CUDA gives " + cuda[i].toString() + ", the CPU " + cpu[i].toString();
    }
    return {};
  }
  static bool whole_on_cuda(const ops::OpDef& def) { return def.cuda || def.composite || def.is(ops::view); }
};

/// The samples of one operator in float64, float32, strided; gradients where there are any.
inline void compare_operator(const ops::OpDef& def) {
  using C = OperatorCases;
  for (const ops::OpSample& s : def.samples()) {
    std::vector<Tensor> in;
    std::vector<Value> attr;
    ops::pack(def, s.args, {}, &in, &attr);
    if (std::any_of(in.begin(), in.end(), [](const Tensor& t) { return t.defined() && t.is_quantized(); })) continue;  // they live on the CPU
    for (const ScalarType type : {kDouble, kFloat}) {
      std::vector<Tensor> typed;
      for (const Tensor& t : in) typed.push_back(t.defined() && t.dtype() == kDouble && !t.unsafe_impl()->wrapped_number ? t.to(type) : t);
      const double tolerance = type == kDouble ? 1e-12 : 2e-5;
      const auto cpu = C::run(def, typed, attr);
      const auto moved = C::on_cuda(typed);
      std::vector<Tensor> cuda;
      try {
        cuda = C::run(def, moved, attr);
      } catch (const Error& e) {
        // A composite may be built on operators that have no CUDA kernel yet: they say so, and nothing is copied silently.
        QSAY(def.composite && e.category() == ErrorCategory::not_implemented, e.what());
        return;
      }
      QSAY(C::difference(cuda, cpu, tolerance).empty(), C::difference(cuda, cpu, tolerance));
      if (def.name != "view" && def.name != "as_strided") {
        std::vector<Tensor> strided;
        for (const Tensor& t : moved) strided.push_back(t.defined() && t.is_cuda() ? C::spread(t) : t);
        const auto again = C::run(def, strided, attr);
        QSAY(C::difference(again, cpu, tolerance).empty(), "strided: " + C::difference(again, cpu, tolerance));
      }
      if (s.differentiable && def.vjp && !def.is(ops::Trait::random)) {
        const auto gradients = [&](const std::vector<Tensor>& operands) {
          std::vector<Tensor> x = operands, leaves;
          for (Tensor& t : x)
            if (t.defined() && t.is_floating_point() && t.dtype() == type && !t.unsafe_impl()->wrapped_number) leaves.push_back(t = t.detach().clone().requires_grad_());
          Tensor total;
          const auto out = C::run(def, x, attr);
          for (const Tensor& t : out)
            if (t.defined() && t.requires_grad()) total = total.defined() ? total + sum(t * t) : sum(t * t);
          if (!total.defined()) return std::vector<Tensor>();
          std::vector<Tensor> wanted;
          autograd::backward({total}, {});
          for (const Tensor& l : leaves) wanted.push_back(l.grad());
          return wanted;
        };
        const auto want = gradients(typed), got = gradients(moved);
        QSAY(got.size() == want.size() && C::difference(got, want, 10 * tolerance).empty(), "gradient: " + C::difference(got, want, 10 * tolerance));
      }
      if (!def.composite && !def.is(ops::Trait::view) && def.outputs == 1 && cpu[0].dtype() == typed[0].dtype() && cpu[0].sizes() == typed[0].sizes()) {
        std::vector<Tensor> x = moved;
        x[0] = x[0].clone();
        Tensor self = x[0];
        ops::dispatch_inplace(def, self, x, attr);
        QSAY(C::difference({self}, {cpu[0]}, tolerance).empty(), "in place: " + C::difference({self}, {cpu[0]}, tolerance));
      }
    }
  }
}

/// Rows of pointwise.def over every integer type and bool.
inline void compare_integers(const ops::OpDef& def) {
  if (!def.is(ops::pointwise) || def.is(ops::hidden)) return;
  if (def.name == "asin" || def.name == "acos" || def.name.find("atanh") != std::string::npos) return;  // outside the domain
  for (const ScalarType t : {kByte, kChar, kShort, kInt, kLong}) {
    std::vector<Tensor> in;
    for (int i = 0; i < def.tensor_args; ++i) in.push_back(tensor({3, 1, 2, 5}, t) + i);
    if (def.name == "where") in[0] = tensor({true, false, true, true});
    if (def.name == "remainder" || def.name == "fmod") in[1] = in[1].maximum(ones_like(in[1]));
    std::vector<Value> attr;
    for (const ops::ArgDef& a : def.args)
      if (a.kind == ops::ArgKind::real) attr.push_back(a.default_value);
    const auto cpu = OperatorCases::run(def, in, attr), cuda = OperatorCases::run(def, OperatorCases::on_cuda(in), attr);
    const std::string why = OperatorCases::difference(cuda, cpu, 1e-5);
    QSAY(why.empty(), std::string(dtype_name(t)) + ": " + why);
  }
}

/// A row for each operator that can run whole on the device, and the test of one such row.
inline void rows_of_operators() {
  QTest::addColumn<QString>("name");
  for (const ops::OpDef* def : ops::all())
    if (def->samples && OperatorCases::whole_on_cuda(*def)) QTest::newRow(def->name.c_str()) << QString::fromStdString(def->name);
}
inline void compare_row() {
  QFETCH(QString, name);
  compare_operator(ops::get(name.toStdString()));
  if (!QTest::currentTestFailed()) compare_integers(ops::get(name.toStdString()));
}

}  // namespace tl::test
