// SPDX-License-Identifier: Apache-2.0
// Libraries for tests/engine/test_library.cpp, one per definition: what loading must take and what it must refuse.
#include <stdexcept>

#include "engine/ops/functions.h"
#include "engine/ops/library_entry.h"

[[maybe_unused]] static tl::ops::OpDef doubling(const char* name) {
  tl::ops::OpDef op;
  op.name = name;
  op.category = "Pointwise";
  op.doc = "2 x.";
  op.args = {{"input"}};
  op.composite = [](const tl::ops::OpCall& call) {
    tl::ops::Outputs out;
    out[0] = call.in[0] + call.in[0];
    return out;
  };
  op.samples = [] { return std::vector<tl::ops::OpSample>{{{tl::Value(tl::ones({2, 3}, tl::kDouble))}}}; };
  return op;
}

#if defined(LIBRARY_GOOD)
TL_LIBRARY(registrar) {
  registrar.op(doubling("test_double"));
  registrar.add("test_item", "thing", std::string("what it is"));
}
#elif defined(LIBRARY_TAKEN)
TL_LIBRARY(registrar) {
  registrar.op(doubling("test_fresh"));
  registrar.op(doubling("relu"));
}
#elif defined(LIBRARY_TWICE)
TL_LIBRARY(registrar) {
  registrar.op(doubling("test_twice"));
  registrar.op(doubling("test_twice"));
}
#elif defined(LIBRARY_TAKEN_ITEM)
TL_LIBRARY(registrar) {
  registrar.op(doubling("test_with_item"));
  registrar.add("test_item", "thing", 3);
}
#elif defined(LIBRARY_REFUSED_ITEM)
TL_LIBRARY(registrar) { registrar.add("test_item", "refused", 3); }
#elif defined(LIBRARY_THROWS)
TL_LIBRARY(registrar) {
  registrar.op(doubling("test_thrown"));
  throw std::runtime_error("the licence server does not answer");
}
#elif defined(LIBRARY_BARE)
TL_LIBRARY(registrar) {
  tl::ops::OpDef op = doubling("test_bare");
  op.composite = nullptr;
  registrar.op(std::move(op));
}
#elif defined(LIBRARY_OLD)
extern "C" const char* tl_library_abi() { return "0.0.1-0123456789abcdef/1014/1"; }
extern "C" int tl_library_register(tl::LibraryRegistrar* to, void*) {
  to->op(doubling("test_old"));
  return 0;
}
#elif defined(LIBRARY_STRANGER)
extern "C" int something_else() { return 1; }
#endif
