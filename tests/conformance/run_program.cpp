// SPDX-License-Identifier: Apache-2.0
// Programs: steps with named variables.
#include <algorithm>
#include <filesystem>

#include <unistd.h>

#include "conformance/objects.h"
#include "conformance/run.h"
#include "engine/ops/by_name.h"
#include "engine/ops/functions.h"

namespace tl::conformance {
namespace {
class Program {
 public:
  void run(const Json& steps) {
    for (const Json& s : steps) step(s);
  }

 private:
  std::vector<Value> args(const Json& s) { return reader_.read_args(s.value("args", Json::array())); }
  Value::Dict kwargs(const Json& s) { return reader_.read_kwargs(s.value("kwargs", Json::object())); }

  void step(const Json& s) {
    if (s.contains("check")) return check(s);
    if (s.contains("check_type")) return check_type(s);
    if (s.contains("raises")) return raises(s);
    if (s.contains("with")) return with(s);
    if (s.contains("set_attr")) return set_attribute(reader_.read(s.at("on")), s["set_attr"].get<std::string>(), reader_.read(s.at("value")));
    if (s.contains("save")) { call_name("torch.save", {reader_.read(s["save"]), Value(file(s.at("to").get<std::string>()))}, {}); return; }
    if (s.contains("profile")) return profile(s);
    if (s.contains("profile_check")) return profile_check(s);
    const Value v = outcome(s);
    if (s.contains("let")) variables_[s["let"].get<std::string>()] = v;
  }

  Value outcome(const Json& s) {
    if (s.contains("value")) return reader_.read(s["value"]);
    if (s.contains("call")) return call_name(s["call"].get<std::string>(), args(s), kwargs(s));
    if (s.contains("method")) return call_method(reader_.read(s.at("on")), s["method"].get<std::string>(), args(s), kwargs(s));
    if (s.contains("attr")) return get_attribute(reader_.read(s.at("on")), s["attr"].get<std::string>());
    if (s.contains("apply")) return apply(reader_.read(s["apply"]), args(s), kwargs(s));
    if (s.contains("item")) return get_item(reader_.read(s.at("on")), reader_.read(s["item"]));
    if (s.contains("list")) return list(reader_.read(s["list"]));
    if (s.contains("constant")) return constant(s["constant"].get<std::string>());
    if (s.contains("same_object")) return same_object(reader_.read(s["same_object"].at(0)), reader_.read(s["same_object"].at(1)));
    if (s.contains("load")) return call_name("torch.load", {Value(file(s["load"].get<std::string>()))}, {});
    throw Mismatch("FORMAT.md knows no such step: " + s.dump().substr(0, 80));
  }

  Value list(const Value& v) {
    if (v.is_object()) return v.to_object()->call("__iter__", {}, {});
    if (v.is_tensor()) {
      Value::List out;
      for (const Tensor& t : unbind(v.to_tensor())) out.emplace_back(t);
      return out;
    }
    return v.is_dict() ? call_method(v, "keys", {}, {}) : v;
  }

  Value constant(const std::string& name) {
    static const std::map<std::string, ScalarType> short_names{{"float", kFloat}, {"double", kDouble}, {"half", kHalf}, {"int", kInt}, {"long", kLong}, {"short", kShort}};
    const std::string last = name.substr(name.rfind('.') + 1);
    if (const auto t = dtype_from_name(last)) return *t;
    if (const auto found = short_names.find(last); found != short_names.end()) return found->second;
    return by_name::call(name, {});
  }

  void check(const Json& s) {
    const Tolerance tol{s.value("rtol", 1e-4), s.value("atol", 1e-5)};
    compare(reader_.read(s["check"]), s.at("expected"), tol, s.value("mask", false), "the value of " + s["check"].dump());
  }

  void check_type(const Json& s) {
    const Value v = reader_.read(s["check_type"]);
    const std::string type = s.at("type").get<std::string>(), have = v.is_object() ? v.to_object()->type_name() : v.type_name();
    static const std::map<std::string, std::string> ours{{"str", "text"}, {"Tensor", "tensor"}, {"NoneType", "none"}};
    const auto known = ours.find(type);
    if (have != (known == ours.end() ? type : known->second)) throw Mismatch(str("the value of ", s["check_type"].dump(), " is of the type ", have, ", expected ", type));
  }

  void raises(const Json& s) {
    try {
      run(s.at("body"));
    } catch (const NotImplementedError&) {
      throw;  // a name that is not there raises too, but proves nothing
    } catch (const Error&) {
      return;
    }
    throw Mismatch("no error was raised; expected one about: " + s.value("about", std::string("?")));
  }

  /// Leaves the context also when the body throws.
  void within(const Value& context, const Json& body) {
    call_method(context, "__enter__", {}, {});
    try {
      run(body);
    } catch (...) {
      call_method(context, "__exit__", {}, {});
      throw;
    }
    call_method(context, "__exit__", {}, {});
  }

  void with(const Json& s) { within(call_name(s["with"].get<std::string>(), args(s), kwargs(s)), s.at("body")); }

  void profile(const Json& s) {
    const Value context = construct("torch.autograd.profiler.profile", {}, {});
    variables_[s["profile"].get<std::string>()] = context;
    within(context, s.at("body"));
  }

  void profile_check(const Json& s) {
    const Value p = variables_.at(s["profile_check"].get<std::string>());
    bool mentioned = false;
    for (const Json& m : s.at("methods")) {
      const Value answer = call_method(p, m.get<std::string>(), {}, {});
      const std::string text = answer.is_string() ? answer.to_string() : answer.repr();
      mentioned |= text.find(s.at("mentions").get<std::string>()) != std::string::npos;
    }
    if (!mentioned) throw Mismatch("the profile does not mention " + s["mentions"].dump());
  }

  std::string file(const std::string& buffer) {
    if (!folder_.made) {
      std::string pattern = (std::filesystem::temp_directory_path() / "tl-conformance-XXXXXX").string();
      if (!mkdtemp(pattern.data())) throw Mismatch("cannot make a temporary folder");
      folder_.path = pattern;
      folder_.made = true;
    }
    return (folder_.path / buffer).string();
  }

  struct Folder {
    std::filesystem::path path;
    bool made = false;
    ~Folder() {
      std::error_code ignored;
      if (made) std::filesystem::remove_all(path, ignored);
    }
  } folder_;
  Variables variables_;
  Reader reader_{&variables_};
};
}  // namespace

void run_program(const Json& c) { Program().run(c.at("steps")); }

}  // namespace tl::conformance
