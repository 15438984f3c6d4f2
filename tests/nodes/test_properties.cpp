// SPDX-License-Identifier: Apache-2.0
// What holds for every sequence of edits: each can be undone to the byte, a file gives back what was saved, and looking only at what an
// edit changed finds what looking at everything finds.
#include <algorithm>

#include "graphs.h"
#include "nodes/analyze.h"
#include "random_patches.h"
#include "support/test_main.h"

using namespace tl::nodes;
using tl::nodes::test::RandomPatches;

namespace {

std::string described(const Problem& p) {
  return p.node.to_string() + " " + p.port + " " + p.param + " " + p.text + " | " + p.remedy + " | " + p.fix.kind + " " + p.fix.label;
}

/// Where two analyses differ, in words; empty when they do not.
std::string difference(const Analysis& a, const Analysis& b) {
  for (const auto& [id, report] : b.nodes)
    if (!a.nodes.count(id)) return "no report of " + id.to_string();
    else if (!(a.nodes.at(id) == report)) return "another report of " + id.to_string() + ": " + a.nodes.at(id)->message + " / " + report->message;
  if (a.nodes.size() != b.nodes.size()) return "reports of nodes that are no more";
  if (!(a.wires == b.wires)) return "other wires";
  for (size_t i = 0; i < std::min(a.problems.size(), b.problems.size()); ++i)
    if (described(a.problems[i]) != described(b.problems[i])) return described(a.problems[i]) + "  /  " + described(b.problems[i]);
  if (a.problems.size() != b.problems.size()) return "another number of problems";
  if (a.parameters != b.parameters || a.flops != b.flops || a.forecast_bytes != b.forecast_bytes || a.batch_size != b.batch_size ||
      a.node_count != b.node_count || a.wire_count != b.wire_count || a.steps_per_epoch != b.steps_per_epoch)
    return "other totals";
  return {};
}

}  // namespace

class TestProperties : public QObject {
  Q_OBJECT

 private Q_SLOTS:
  void every_sequence_of_edits_is_undone_and_redone_to_the_byte() {
    for (uint64_t seed = 1; seed <= 12; ++seed) {
      RandomPatches random(seed);
      GraphDocument document;
      document.reset(seed % 3 ? test::example(seed % 2 ? "digits-mlp" : "fashion-cnn") : GraphState());
      std::vector<GraphPatch> done;
      std::vector<std::string> texts{project_text(document.state())};
      for (int i = 0; i < 60; ++i) {
        GraphPatch patch = i < RandomPatches::kinds ? random.of_kind(document.state(), i) : random.any(document.state());
        document.apply(patch);
        done.push_back(std::move(patch));
        texts.push_back(project_text(document.state()));
      }
      for (size_t i = done.size(); i-- > 0;) {
        document.apply(done[i].inverse());
        QVERIFY2(project_text(document.state()) == texts[i], qPrintable(QStringLiteral("undo of “%1”, seed %2").arg(done[i].label.c_str()).arg(seed)));
      }
      for (size_t i = 0; i < done.size(); ++i) {
        document.apply(done[i]);
        QVERIFY2(project_text(document.state()) == texts[i + 1], qPrintable(QStringLiteral("redo of “%1”, seed %2").arg(done[i].label.c_str()).arg(seed)));
      }
    }
  }

  void a_file_gives_back_what_was_saved() {
    for (uint64_t seed = 101; seed <= 110; ++seed) {
      RandomPatches random(seed);
      GraphDocument document;
      for (int i = 0; i < 80; ++i) document.apply(random.any(document.state()));
      const std::string text = project_text(document.state());
      QCOMPARE(QString::fromStdString(project_text(parse_project(text).state)), QString::fromStdString(text));
      std::vector<NodeId> all;
      for (const auto& [id, node] : document.state().nodes) all.push_back(id);
      if (all.empty()) continue;
      // Copied whole and pasted into an empty document: the same nodes and wires under other ids.
      GraphDocument copy;
      copy.apply(make_paste(copy.state(), copy_to_text(document.state(), all), {}));
      QCOMPARE(copy.state().nodes.size(), document.state().nodes.size());
      QCOMPARE(copy.state().edges.size(), document.state().edges.size());
      QCOMPARE(copy.state().bends().size(), document.state().bends().size());
      for (const auto& [id, node] : document.state().nodes) {
        const Node* twin = copy.state().find_by_name(node->name);
        QVERIFY(twin && twin->type == node->type && twin->params == node->params && twin->position == node->position);
      }
    }
  }

  void analysing_an_edit_finds_what_analysing_everything_finds() {
    for (uint64_t seed = 201; seed <= 212; ++seed) {
      RandomPatches random(seed);
      GraphDocument document;
      document.reset(test::example(seed % 2 ? "digits-mlp" : "fashion-cnn"));
      IncrementalAnalyzer incremental;
      std::vector<GraphPatch> done;
      for (int i = 0; i < 80; ++i) {
        if (!done.empty() && random.number(0, 3) == 0) {
          document.apply(done.back().inverse());
          done.pop_back();
        } else {
          done.push_back(random.any(document.state()));
          document.apply(done.back());
        }
        const AnalyzeOptions options{{}, seed % 5 != 0};
        const std::string differs = difference(incremental.analyze(document.snapshot(), options), analyze(document.state(), options));
        QVERIFY2(differs.empty(), qPrintable(QStringLiteral("seed %1, edit %2: %3").arg(seed).arg(i).arg(differs.c_str())));
      }
    }
  }

  void an_edit_is_followed_no_further_than_it_reaches() {
    GraphDocument document;
    document.reset(test::example("fashion-cnn"));
    IncrementalAnalyzer incremental;
    const size_t all = document.state().nodes.size();
    incremental.analyze(document.snapshot());
    QCOMPARE(incremental.visited(), all);
    const auto visited = [&](GraphPatch patch) {
      document.apply(patch);
      incremental.analyze(document.snapshot());
      return incremental.visited();
    };
    const auto id = [&](const char* name) { return document.state().find_by_name(name)->id; };
    // The data node is looked at each time: its files may have changed.
    QCOMPARE(visited(make_move(document.state(), {{id("conv_2"), {1, 2}}})), size_t(1));
    QCOMPARE(visited(make_set_param(document.state(), id("conv_2"), "bias", tl::Value(false))), size_t(2));
    QCOMPARE(visited(make_set_run(document.state(), "epochs", tl::Value(7))), size_t(1));
    const size_t width = visited(make_set_param(document.state(), id("conv_2"), "out_channels", tl::Value(48)));
    QVERIFY2(width > 3 && width < all, qPrintable(QString::number(width)));
  }
};

TL_TEST_CLASS(TestProperties)
#include "test_properties.moc"
