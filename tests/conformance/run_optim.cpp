// SPDX-License-Identifier: Apache-2.0
#include <cmath>

#include "conformance/objects.h"
#include "conformance/run.h"
#include "engine/autograd/autograd.h"
#include "engine/ops/functions.h"
#include "engine/optim/scheduler.h"

namespace tl::conformance {
namespace {
std::string last_part(const std::string& name) { return name.substr(name.rfind('.') + 1); }

/// An optimizer over groups of parameters, each with its own changes to the options.
std::unique_ptr<optim::Optimizer> make_optimizer(const std::string& name, const std::vector<std::vector<Tensor>>& groups, const Value::Dict& options,
                                                 const std::vector<Value::Dict>& changes) {
  const auto* def = optim::find_optimizer(last_part(name));
  if (!def) throw Mismatch("the name does not exist yet: " + name);
  const auto with = [&](size_t g) {
    Value::Dict all = options;
    for (const auto& [key, value] : changes[g]) {
      bool found = false;
      for (auto& item : all)
        if (item.first == key) item.second = value, found = true;
      if (!found) all.emplace_back(key, value);
    }
    return all;
  };
  // The first group's optimizer takes the others with options made the same way.
  const auto options_of = [&](size_t g) { return bind_options(*def->options, def->name, {}, with(g)); };
  auto optimizer = def->make(groups[0], options_of(0));
  for (size_t g = 1; g < groups.size(); ++g) {
    const auto other = def->make(groups[g], options_of(g));
    optimizer->add_param_group(optim::OptimizerParamGroup(groups[g], other->param_groups()[0].options().clone()));
  }
  return optimizer;
}

Tensor closure_loss(const std::string& name, const Tensor& x) {
  const int64_t n = x.size(0);
  if (name == "quadratic") {
    const Tensor weight = (arange(0, n, 1, x.options()) + 1.0) * 0.5;
    return sum(weight * square(x - 0.3));
  }
  if (name == "rosenbrock") {
    const Tensor head = narrow(x, 0, 0, n - 1), tail = narrow(x, 0, 1, n - 1);
    return sum(square(tail - square(head)) * 100.0 + square(1.0 - head));
  }
  throw Mismatch("FORMAT.md knows no loss \"" + name + '"');
}

void check_state(const Json& c, optim::Optimizer& optimizer, Tolerance tol) {
  if (!c.contains("state")) return;
  std::map<std::string, Tensor> mine;
  for (const auto& [key, t] : optimizer.state_tensors()) mine[key] = t;
  for (const auto& [p, entries] : c["state"].items())
    for (const auto& [key, expected] : entries.items()) {
      // Extra or renamed entries are the engine's own affair; what bears the name must agree.
      const auto found = mine.find(p + "." + key);
      if (found == mine.end() || expected.is_null()) continue;
      const std::string where = str("the state ", key, " of parameter ", p);
      if (expected.is_number() && found->second.numel() == 1) {
        if (!close(found->second.item().toDouble(), expected.get<double>(), tol)) throw Mismatch(str(where, " is ", found->second.item(), ", expected ", expected.dump()));
      } else {
        compare(found->second, expected, tol, false, where);
      }
    }
}

/// Steps whose loss and gradient come from a closure: LBFGS.
void run_closure(const Json& c, optim::Optimizer& optimizer, const Tensor& x) {
  const Tolerance tol = tolerance_of(c);
  for (size_t step = 0; step < c.at("steps").get<size_t>(); ++step) {
    const Tensor loss = optimizer.step([&] {
      optimizer.zero_grad();
      Tensor l = closure_loss(c.at("closure").get<std::string>(), x);
      l.backward();
      return l;
    });
    const double expected = c.at("losses")[step].get<double>();
    if (!close(loss.item().toDouble(), expected, tol)) throw Mismatch(str("the loss of step ", step, " is ", loss.item(), ", expected ", expected));
    compare(x.detach(), c.at("expected")[step][0], tol, false, str("parameter 0 after step ", step));
  }
}
}  // namespace

void run_optim(const Json& c) {
  const std::string name = c.at("name").get<std::string>();
  if (!name_exists(name)) throw Mismatch("the name does not exist yet: " + name);
  Reader reader;
  std::vector<Tensor> params;
  for (const Value& v : reader.read_args(c.at("params"))) {
    params.push_back(v.to_tensor());
    params.back().set_requires_grad(true);
  }
  std::vector<std::vector<Tensor>> groups;
  std::vector<Value::Dict> changes;
  for (const Json& g : c.value("groups", Json::array())) {
    groups.emplace_back();
    for (const Json& i : g.at("params")) groups.back().push_back(params.at(i.get<size_t>()));
    Json rest = g;
    rest.erase("params");
    changes.push_back(reader.read_kwargs(rest));
  }
  if (groups.empty()) {
    groups.push_back(params);
    changes.emplace_back();
  }
  const auto optimizer = make_optimizer(name, groups, reader.read_kwargs(c.at("options")), changes);
  if (c.contains("closure")) return run_closure(c, *optimizer, params[0]);
  const Tolerance tol = tolerance_of(c);
  for (size_t step = 0; step < c.at("grads").size(); ++step) {
    for (size_t p = 0; p < params.size(); ++p) {
      const Json& g = c["grads"][step][p];
      params[p].mutable_grad() = g.is_null() ? Tensor() : reader.read(g).to_tensor();
    }
    optimizer->step();
    for (size_t p = 0; p < params.size(); ++p) compare(params[p].detach(), c.at("expected")[step][p], tol, false, str("parameter ", p, " after step ", step));
  }
  check_state(c, *optimizer, tol);
}

void run_scheduler(const Json& c) {
  const std::string name = c.at("name").get<std::string>();
  const auto* def = optim::find_scheduler(last_part(name));
  if (!def) throw Mismatch("the name does not exist yet: " + name);
  Reader reader;
  const Json& o = c.at("optimizer");
  std::vector<std::vector<Tensor>> groups;
  std::vector<Value::Dict> changes;
  for (const Json& lr : o.at("lrs")) {
    Tensor p = zeros({2});
    p.set_requires_grad(true);
    p.mutable_grad() = zeros({2});
    groups.push_back({p});
    changes.push_back({{"lr", lr.get<double>()}});
  }
  const auto optimizer = make_optimizer(o.at("name").get<std::string>(), groups, reader.read_kwargs(o.value("options", Json::object())), changes);
  const auto* optimizer_def = optim::find_optimizer(last_part(o.at("name").get<std::string>()));
  const auto scheduler = def->make(*optimizer, reader.read_kwargs(c.at("init")));
  const Tolerance tol = tolerance_of(c);
  const auto momentum = [&](optim::OptimizerParamGroup& g) {
    const void* options = dynamic_cast<const void*>(&g.options());
    for (const char* key : {"momentum", "beta1"})
      if (const FieldDesc* f = optimizer_def->options->find(key)) return f->get(options).to_double();
    throw Mismatch("the optimizer has no momentum");
  };
  const auto check = [&](size_t k) {
    for (size_t g = 0; g < groups.size(); ++g) {
      auto& group = optimizer->param_groups()[g];
      const double lr = group.options().get_lr(), expected = c.at("expected")[k][g].get<double>();
      if (!close(lr, expected, tol)) throw Mismatch(str("after ", k, " steps the rate of group ", g, " is ", lr, ", expected ", expected));
      if (c.contains("momenta") && !close(momentum(group), c["momenta"][k][g].get<double>(), tol))
        throw Mismatch(str("after ", k, " steps the momentum of group ", g, " is ", momentum(group), ", expected ", c["momenta"][k][g].dump()));
    }
  };
  check(0);
  for (size_t k = 1; k <= c.at("steps").get<size_t>(); ++k) {
    optimizer->step();
    if (c.contains("metrics") || c.contains("epoch_increment")) {
      const double value = c.contains("metrics") ? c["metrics"][(k - 1) % c["metrics"].size()].get<double>() : c["epoch_increment"].get<double>() * static_cast<double>(k);
      scheduler->step_with(value);
    } else {
      scheduler->step();
    }
    check(k);
  }
}

}  // namespace tl::conformance
