// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <atomic>
#include <deque>
#include <mutex>
#include <unordered_map>

#include "engine/ops/library.h"
#include "engine/ops/op_def.h"
#include "engine/ops/register_all.h"

namespace tl::ops {
namespace {

/// What is looked up in: never changed once it is published, and kept for good, because other threads may be reading it. Libraries
/// (library.h) publish another one.
struct Index {
  std::unordered_map<std::string, const OpDef*> by_name;
  std::vector<const OpDef*> in_order;
};
struct Registry {
  std::deque<OpDef> defs;  // addresses stay
  Index building;          // before the first look-up
  std::atomic<const Index*> published{nullptr};
  std::vector<std::unique_ptr<const Index>> indexes;  // the published one last
  std::mutex mutex;        // of add_all
  void publish(std::unique_ptr<const Index> index) {
    published.store(index.get(), std::memory_order_release);
    indexes.push_back(std::move(index));
  }
};
Registry& raw() {
  static Registry* r = new Registry;
  return *r;
}
void sort_by_name(Index& index) {
  std::sort(index.in_order.begin(), index.in_order.end(), [](const OpDef* a, const OpDef* b) { return a->name < b->name; });
}
const Index& registry() {
  static std::once_flag once;
  std::call_once(once, [] {
    register_all();
    sort_by_name(raw().building);
    raw().publish(std::make_unique<Index>(std::move(raw().building)));
  });
  return *raw().published.load(std::memory_order_acquire);
}

bool is_tensor_kind(ArgKind k) { return k == ArgKind::tensor || k == ArgKind::optional_tensor || k == ArgKind::tensor_list; }

/// Counts arguments and sets the traits that follow from the rest.
void complete(OpDef& def) {
  for (const ArgDef& a : def.args) {
    (is_tensor_kind(a.kind) ? def.tensor_args : def.attr_args)++;
    def.has_list |= a.kind == ArgKind::tensor_list;
  }
  // Bodies that compute run in float32 on two-byte floats; those of views and copies only move elements.
  if (def.composite && def.category != "Shape" && def.category != "Indexing" && def.category != "Copy" && def.category != "Random" && def.category != "Sparse")
    def.traits |= wide_body;
}

/// Number of single-letter edits between two short names, cut off at 3.
size_t distance(const std::string& a, const std::string& b) {
  std::vector<size_t> row(b.size() + 1);
  for (size_t j = 0; j <= b.size(); ++j) row[j] = j;
  for (size_t i = 1; i <= a.size(); ++i) {
    size_t diagonal = row[0];
    row[0] = i;
    for (size_t j = 1; j <= b.size(); ++j) {
      const size_t up = row[j];
      row[j] = std::min({row[j] + 1, row[j - 1] + 1, diagonal + (a[i - 1] != b[j - 1])});
      diagonal = up;
    }
  }
  return row[b.size()];
}

Value convert(const OpDef& def, const ArgDef& arg, const Value& v) {
  if (v.is_none()) {
    TL_CHECK(arg.optional, type, def.name, "argument '", arg.name, "' must not be none");
    return v;
  }
  try {
    switch (arg.kind) {
      case ArgKind::boolean: return v.to_bool();
      case ArgKind::integer: return v.to_int();
      case ArgKind::real: return v.to_double();
      case ArgKind::scalar: return Value(v.to_scalar());
      case ArgKind::ints: return v.to_ints();
      case ArgKind::text: return v.to_string();
      case ArgKind::dtype: return v.to_dtype();
      default: return v;
    }
  } catch (const TypeError& e) {
    throw TypeError(ErrorCategory::type, def.name, str("argument '", arg.name, "': ", e.message()), {}, arg.name);
  }
}
}  // namespace

void set_kernel(const std::string& name, DeviceType type, PrepareFn prepare) {
  TL_CHECK(type == kCUDA, internal, "set_kernel", "only CUDA kernels are added later");
  const_cast<OpDef&>(get(name)).cuda = prepare;
}

namespace {
OpDef& being_registered(const std::string& name) {
  const auto& names = raw().building.by_name;
  const auto it = names.find(name);
  TL_CHECK(it != names.end(), internal, "register operator", "there is no operator '", name, "' whose slot could be filled");
  return const_cast<OpDef&>(*it->second);
}
}  // namespace
void set_sparse(const std::string& name, CompositeFn body) { being_registered(name).sparse = body; }
void set_quantized(const std::string& name, CompositeFn body) { being_registered(name).quantized = body; }

void add(OpDef def) {
  Registry& r = raw();
  TL_CHECK(!r.published, internal, "register operator", "'", def.name, "' comes after the first look-up; see load_library");
  TL_CHECK(!r.building.by_name.count(def.name), internal, "register operator", "'", def.name, "' is defined twice");
  complete(def);
  r.defs.push_back(std::move(def));
  r.building.by_name[r.defs.back().name] = &r.defs.back();
  r.building.in_order.push_back(&r.defs.back());
}

void add_all(std::vector<OpDef> defs) {
  registry();
  Registry& r = raw();
  const std::lock_guard lock(r.mutex);
  auto next = std::make_unique<Index>(*r.published.load());
  for (OpDef& def : defs) TL_CHECK(next->by_name.emplace(def.name, nullptr).second, value, "register operator", "there is an operator '", def.name, "' already");
  for (OpDef& def : defs) {
    complete(def);
    r.defs.push_back(std::move(def));
    next->by_name[r.defs.back().name] = &r.defs.back();
    next->in_order.push_back(&r.defs.back());
  }
  sort_by_name(*next);
  r.publish(std::move(next));
}

const OpDef* find(const std::string& name) {
  const auto& m = registry().by_name;
  const auto it = m.find(name);
  return it == m.end() ? nullptr : it->second;
}

const OpDef& get(const std::string& name) {
  if (const OpDef* def = find(name)) return *def;
  std::string near;
  for (const OpDef* def : registry().in_order)
    if (!def->is(hidden) && distance(def->name, name) <= 2) near += (near.empty() ? "" : ", ") + def->name;
  throw NotImplementedError(ErrorCategory::not_implemented, "operator", str("there is no operator '", name, "'"),
                            near.empty() ? std::string() : "Near names: " + near + ".");
}

const std::vector<const OpDef*>& all() { return registry().in_order; }

void pack(const OpDef& def, const std::vector<Value>& args, const Value::Dict& kwargs, std::vector<Tensor>* in, std::vector<Value>* attr) {
  TL_CHECK(args.size() <= def.args.size(), type, def.name, "takes ", def.args.size(), " arguments but ", args.size(), " were given: ", signature(def));
  for (const auto& [key, value] : kwargs)
    TL_CHECK(std::any_of(def.args.begin(), def.args.end(), [&, &name = key](const ArgDef& a) { return name == a.name; }), type, def.name,
             "there is no argument '", key, "': ", signature(def));
  for (size_t k = 0; k < def.args.size(); ++k) {
    const ArgDef& a = def.args[k];
    const Value* given = k < args.size() ? &args[k] : nullptr;
    for (const auto& [key, value] : kwargs)
      if (key == a.name) {
        TL_CHECK(!given, type, def.name, "argument '", a.name, "' was given twice");
        given = &value;
      }
    if (!given && !a.default_value.is_none()) given = &a.default_value;
    if (is_tensor_kind(a.kind)) {
      if (a.kind == ArgKind::tensor_list) {
        TL_CHECK(given && (given->is_list() || given->is_tensor()), type, def.name, "argument '", a.name, "' must be a list of tensors");
        if (given->is_tensor()) in->push_back(given->to_tensor());
        else for (const Value& v : given->to_list()) in->push_back(v.to_tensor());
        continue;
      }
      const bool missing = !given || given->is_none();
      TL_CHECK(!missing || a.kind == ArgKind::optional_tensor, type, def.name, "argument '", a.name, "' (a tensor) is missing: ", signature(def));
      TL_CHECK(missing || given->is_tensor() || given->is_number(), type, def.name, "argument '", a.name, "' must be a tensor, not ",
               given ? given->type_name() : "none");
      in->push_back(missing ? Tensor() : given->to_tensor());
      TL_CHECK(in->back().defined() || a.kind == ArgKind::optional_tensor, value, def.name, "argument '", a.name, "' is an undefined tensor: ", signature(def));
      continue;
    }
    static const Value none;
    if (!given && !a.optional) TL_THROW(type, def.name, "argument '", a.name, "' is missing: ", signature(def));
    attr->push_back(convert(def, a, given ? *given : none));
  }
}

Value call(const std::string& name, const std::vector<Value>& args, const Value::Dict& kwargs) {
  const bool in_place = name.size() > 1 && name.back() == '_' && !find(name);
  const OpDef& def = get(in_place ? name.substr(0, name.size() - 1) : name);
  std::vector<Tensor> in;
  std::vector<Value> attr;
  pack(def, args, kwargs, &in, &attr);
  if (in_place) {
    TL_CHECK(!in.empty() && def.outputs == 1, not_implemented, def.name, "has no in-place form");
    Tensor self = in[0];
    dispatch_inplace(def, self, in, attr);
    return self;
  }
  Outputs out = dispatch(def, in, attr);
  if (def.outputs == 1) return out[0];
  Value::List list;
  for (int i = 0; i < def.outputs; ++i) list.push_back(out[static_cast<size_t>(i)]);
  return list;
}

std::string signature(const OpDef& def) {
  std::string s = def.name + "(";
  for (size_t i = 0; i < def.args.size(); ++i) {
    const ArgDef& a = def.args[i];
    s += str(i ? ", " : "", a.name);
    if (!a.default_value.is_none()) s += "=" + a.default_value.repr();
    else if (a.optional || a.kind == ArgKind::optional_tensor) s += "=none";
  }
  return s + ")";
}

}  // namespace tl::ops
