// SPDX-License-Identifier: Apache-2.0
// The list of node types: whole, described, searchable, in agreement with the engine's registries.
#include <algorithm>
#include <cctype>
#include <set>

#include "engine/nn/registry.h"
#include "engine/ops/functions.h"
#include "engine/ops/op_def.h"
#include "engine/optim/registry.h"
#include "nodes/node_type.h"
#include "nodes/types/families.h"
#include "support/test_main.h"

using namespace tl::nodes;

namespace {
std::string first_hit(const std::string& query) {
  const auto hits = search_node_types(query);
  return hits.empty() ? "" : hits.front()->key;
}
}  // namespace

class TestNodeTypes : public QObject {
  Q_OBJECT
 private slots:
  void about_thirty_types_each_fully_described() {
    QVERIFY2(node_types().size() >= 30, std::to_string(node_types().size()).c_str());
    std::set<std::string> keys;
    for (const NodeType& t : node_types()) {
      QVERIFY2(keys.insert(t.key).second, t.key.c_str());
      QVERIFY2(find_node_type(t.key) == &t, t.key.c_str());
      QVERIFY2(!t.title.empty() && !t.doc.empty() && !t.stem.empty(), t.key.c_str());
      QVERIFY2(!t.inputs.empty() || !t.outputs.empty(), t.key.c_str());
      for (char c : t.stem) QVERIFY2((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_', t.stem.c_str());
      std::set<std::string> fields, inputs, outputs;
      for (const auto& f : t.fields) {
        QVERIFY2(fields.insert(f.name).second, (t.key + "." + f.name).c_str());
        QVERIFY2(!f.help.empty() && !f.label.empty(), (t.key + "." + f.name).c_str());
        if (!f.required && !f.default_value.is_none()) QCOMPARE(check_param(t, f.name, f.default_value), std::string());
      }
      for (const auto& p : t.inputs) QVERIFY2(inputs.insert(p.name).second, t.key.c_str());
      for (const auto& p : t.outputs) QVERIFY2(outputs.insert(p.name).second, t.key.c_str());
    }
  }

  void a_type_can_do_what_its_role_says() {
    for (const NodeType& t : node_types()) switch (t.role) {
        case Role::source: QVERIFY2(t.source && t.inputs.empty(), t.key.c_str()); break;
        case Role::sample_step: QVERIFY2(t.transform && t.inputs.front().kind == PortKind::sample, t.key.c_str()); break;
        case Role::module: QVERIFY2(t.module && !t.module->is_loss, t.key.c_str()); break;
        case Role::loss: QVERIFY2(t.module && t.outputs.front().kind == PortKind::loss && t.field("loss_weight"), t.key.c_str()); break;
        case Role::function:
        case Role::probe: QVERIFY2(t.function, t.key.c_str()); break;
        case Role::group: QFAIL("a group is made by a person, it is no type of the list"); break;
        case Role::metric: QVERIFY2(t.metric && !t.metric_label.empty(), t.key.c_str()); break;
        case Role::optimizer: QVERIFY2(t.optimizer && t.field("lr") && t.field("lr")->on_node, t.key.c_str()); break;
        case Role::scheduler: QVERIFY2(t.scheduler && t.outputs.front().kind == PortKind::schedule, t.key.c_str()); break;
      }
  }

  void what_the_engine_registers_is_in_the_palette() {
    for (const auto& def : tl::nn::modules()) QVERIFY2(!def.is_node || find_node_type(def.name), def.name.c_str());
    for (const auto& def : tl::optim::optimizers()) QVERIFY2(find_node_type(def.name), def.name.c_str());
    for (const auto& def : tl::optim::schedulers()) QVERIFY2(find_node_type(def.name), def.name.c_str());
    for (const char* key : {"FashionMNIST", "Digits", "CSVTable", "ImageDataset", "Augment", "Normalize", "Linear", "Conv2d", "BatchNorm1d",
                            "BatchNorm2d", "MaxPool2d", "AvgPool2d", "AdaptiveAvgPool2d", "ReLU", "GELU", "Tanh", "Sigmoid", "LeakyReLU",
                            "Softmax", "Dropout", "Flatten", "Reshape", "Add", "Concat", "CrossEntropyLoss", "MSELoss", "Accuracy", "SGD",
                            "Adam", "AdamW", "StepLR", "CosineAnnealingLR", "Probe"})
      QVERIFY2(find_node_type(key), key);
  }

  void every_differentiable_element_wise_operator_is_a_node() {
    const auto plain = [](std::string name) {
      name.erase(std::remove(name.begin(), name.end(), '_'), name.end());
      std::transform(name.begin(), name.end(), name.begin(), [](unsigned char c) { return std::tolower(c); });
      return name;
    };
    std::set<std::string> stands_for;
    for (const NodeType& t : node_types()) stands_for.insert({plain(t.key), plain(t.stem)});
    int operators = 0;
    for (const tl::ops::OpDef* op : tl::ops::all()) {
      if (!op->is(tl::ops::pointwise) || op->is(tl::ops::hidden) || !op->vjp || op->name == "where") continue;
      QVERIFY2(stands_for.count(plain(op->name)), op->name.c_str());
      const NodeType* t = find_node_type(op->name);
      if (!t) continue;
      ++operators;
      // Shapes follow without data, and the gradient flows back to the input.
      tl::Value::Dict params;
      for (const auto& f : t->fields) params.emplace_back(f.name, f.default_value);
      const std::vector<tl::Tensor> metas(t->inputs.size(), tl::empty({5, 3}, tl::TensorOptions().device(tl::kMeta)));
      QVERIFY2(t->function(params, metas)[0].sizes() == tl::IntArrayRef({5, 3}), op->name.c_str());
      tl::Tensor x = tl::full({5, 3}, 0.45);
      x.set_requires_grad(true);
      t->function(params, std::vector<tl::Tensor>(t->inputs.size(), x))[0].sum().backward();
      QVERIFY2(x.grad().defined(), op->name.c_str());
    }
    QVERIFY(operators >= 30);
    QVERIFY(!find_node_type("relu") && !find_node_type("softsign") && find_node_type("Softsign"));
  }

  void nodes_show_what_the_picture_shows() {
    auto rows = [](const char* key) {
      std::string text;
      for (const auto& f : find_node_type(key)->fields)
        if (f.on_node) text += f.name + " ";
      return text;
    };
    QCOMPARE(rows("Conv2d"), std::string("out_channels kernel_size "));
    QCOMPARE(rows("Linear"), std::string("out_features "));
    QCOMPARE(rows("MaxPool2d"), std::string("kernel_size "));
    QCOMPARE(rows("Flatten"), std::string("start_dim "));
    QCOMPARE(rows("Adam"), std::string("lr "));
    QCOMPARE(rows("Augment"), std::string("flip "));
    QVERIFY(find_node_type("Linear")->field("in_features")->automatic);
    QVERIFY(find_node_type("Conv2d")->field("in_channels")->automatic);
    QVERIFY(find_node_type("BatchNorm2d")->field("num_features")->automatic);
  }

  void what_has_no_place_in_a_graph_is_not_offered() {
    // Overwriting an input is the planner's business, and what is trained on is one number.
    QVERIFY(!find_node_type("ReLU")->field("inplace") && !find_node_type("Dropout")->field("inplace"));
    for (const NodeType& t : node_types())
      if (t.role == Role::loss && t.field("reduction"))
        QVERIFY2(std::count(t.field("reduction")->choices.begin(), t.field("reduction")->choices.end(), "none") == 0, t.key.c_str());
    QVERIFY(find_node_type("CrossEntropyLoss")->field("weight")->kind == tl::FieldKind::numbers);
    QCOMPARE(check_param(*find_node_type("CrossEntropyLoss"), "weight", tl::Value::List{1, 0.5}), std::string());
    QVERIFY(!check_param(*find_node_type("CrossEntropyLoss"), "weight", "heavy").empty());
  }

  void layers_offer_initialisers() {
    const auto* weight = find_node_type("Conv2d")->field("weight_init");
    QVERIFY(weight && weight->default_value.to_string() == "default");
    for (const char* name : {"kaiming_normal_", "xavier_uniform_", "zeros_"})
      QVERIFY2(std::count(weight->choices.begin(), weight->choices.end(), name) == 1, name);
    const auto* bias = find_node_type("Conv2d")->field("bias_init");
    QVERIFY(std::count(bias->choices.begin(), bias->choices.end(), "kaiming_normal_") == 0);  // needs two axes
    QVERIFY(std::count(bias->choices.begin(), bias->choices.end(), "zeros_") == 1);
    QVERIFY(!find_node_type("ReLU")->field("weight_init"));
  }

  void search_ranks_titles_before_words() {
    QCOMPARE(search_node_types("").size(), node_types().size());
    QCOMPARE(first_hit("relu"), std::string("ReLU"));
    QCOMPARE(first_hit("conv"), std::string("Conv2d"));
    QCOMPARE(first_hit("norm 2"), std::string("BatchNorm2d"));
    QCOMPARE(first_hit("dense"), std::string("Linear"));
    QCOMPARE(first_hit("skip"), std::string("Add"));
    QCOMPARE(first_hit("fashion"), std::string("FashionMNIST"));
    QCOMPARE(first_hit("cross ent"), std::string("CrossEntropyLoss"));
    QVERIFY(search_node_types("qqqq").empty());
    QVERIFY(search_node_types("relu qqqq").empty());
  }

  void values_are_typed_along_with_the_name() {
    const auto first = [](const std::string& query) {
      const auto hits = search_with_values(query);
      return hits.empty() ? std::string() : hits.front().type->key + " " + tl::Value(hits.front().params).repr();
    };
    using Ints = std::vector<int64_t>;
    const auto expected = [](const std::string& key, const tl::Value::Dict& params) { return key + " " + tl::Value(params).repr(); };
    QCOMPARE(first("conv 24"), expected("Conv2d", {{"out_channels", 24}}));
    QCOMPARE(first("conv 24 5"), expected("Conv2d", {{"kernel_size", Ints{5, 5}}, {"out_channels", 24}}));
    QCOMPARE(first("conv 24 k5x3 stride=2"), expected("Conv2d", {{"kernel_size", Ints{5, 3}}, {"out_channels", 24}, {"stride", Ints{2, 2}}}));
    QCOMPARE(first("conv2d padding_mode=refl bias=off"), expected("Conv2d", {{"bias", false}, {"padding_mode", "reflect"}}));
    QCOMPARE(first("linear 77"), expected("Linear", {{"out_features", 77}}));
    QCOMPARE(first("dropout 0.3"), expected("Dropout", {{"p", 0.3}}));
    QCOMPARE(first("adam 1e-2"), expected("Adam", {{"lr", 1e-2}}));
    // A number that belongs to a name is no value, and what no parameter can take finds nothing.
    QCOMPARE(first("conv 1"), expected("Conv1d", {}));
    QCOMPARE(first("relu 6"), expected("ReLU6", {}));
    QVERIFY(search_with_values("dropout 7").empty());
    QVERIFY(search_with_values("linear colour=3").empty());
    for (const TypeHit& hit : search_with_values("conv 24"))
      for (const auto& [key, value] : hit.params) QVERIFY(check_param(*hit.type, key, value).empty());
  }

  void what_most_networks_need_comes_first() {
    for (std::string_view key : familiar_types()) {
      const NodeType* type = find_node_type(std::string(key));
      QVERIFY2(type && type->common, std::string(key).c_str());
    }
    const auto first_of = [](Category c) {
      return std::find_if(node_types().begin(), node_types().end(), [&](const NodeType& t) { return t.category == c; })->key;
    };
    QCOMPARE(first_of(Category::linear), std::string("Linear"));
    QCOMPARE(first_of(Category::convolution), std::string("Conv2d"));
    QCOMPARE(first_of(Category::activation), std::string("ReLU"));
    QCOMPARE(first_of(Category::optimizer), std::string("Adam"));
    for (size_t i = 1; i < node_types().size(); ++i)
      if (node_types()[i].category == node_types()[i - 1].category) QVERIFY(node_types()[i - 1].common || !node_types()[i].common);
  }

  void parameters_are_checked_in_words() {
    const NodeType& conv = *find_node_type("Conv2d");
    QCOMPARE(check_param(conv, "out_channels", tl::Value(8)), std::string());
    QVERIFY(!check_param(conv, "out_channels", tl::Value(0)).empty());
    QVERIFY(!check_param(conv, "out_channels", tl::Value("many")).empty());
    QVERIFY(!check_param(conv, "kernel_size", tl::Value(std::vector<int64_t>{1, 2, 3})).empty());
    QVERIFY(check_param(conv, "colour", tl::Value(1)).find("colour") != std::string::npos);
    Node node;
    node.type = "Conv2d";
    QVERIFY(param_or_default(node, conv, "bias").to_bool());
    QCOMPARE(all_params(node, conv).size(), conv.fields.size());
  }

  void categories_are_those_of_the_theme() {
    std::set<std::string> ids;
    for (Category c : categories()) ids.insert(category_id(c));
    QCOMPARE(ids.size(), size_t{16});
    size_t last = 0;
    for (const NodeType& t : node_types()) {  // grouped in palette order
      const auto at = static_cast<size_t>(std::find(categories().begin(), categories().end(), t.category) - categories().begin());
      QVERIFY(at >= last);
      last = at;
    }
  }
};

TL_TEST_CLASS(TestNodeTypes)
#include "test_node_types.moc"
