// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/palette/blocks.h"

#include <QDir>
#include <QFile>
#include <algorithm>

#include "engine/core/error.h"
#include "nodes/groups.h"
#include "nodes/node_type.h"
#include "nodes/project_io.h"
#include "ui/document/background.h"
#include "ui/support/languages.h"

namespace tl::ui {

Blocks::Blocks(QString folder, QObject* parent) : QObject(parent), folder_(std::move(folder)) { read(); }

void Blocks::read() {
  in_background(
      this,
      [folder = folder_] {
        QList<Block> found;
        const QDir dir(folder);
        for (const QString& name : dir.entryList({"*.json"}, QDir::Files, QDir::Name)) {
          const QString file = dir.absoluteFilePath(name);
          try {
            auto state = std::make_shared<const nodes::GraphState>(nodes::load_project(file.toStdString()).state);
            const QString title = QString::fromStdString(state->title.empty() ? name.toStdString() : state->title).left(80);
            const std::vector<nodes::NodeId> shown = nodes::nodes_in(*state, {});
            const nodes::NodeType* face = shown.empty() ? nullptr : state->type_of(shown.front());
            if (!face) continue;
            auto type = std::make_shared<nodes::NodeType>(*face);
            type->title = title.toStdString();
            found.append({title, file, std::move(state), std::move(type)});
          } catch (const Error&) {
            // Not one of ours: it is left where it is, and out of the palette.
          }
        }
        std::stable_sort(found.begin(), found.end(), [](const Block& a, const Block& b) { return a.title.localeAwareCompare(b.title) < 0; });
        return found;
      },
      [this](Outcome<QList<Block>> found) {
        if (!found) return;
        list_ = *found.value;
        Q_EMIT changed();
      });
}

void Blocks::save(const nodes::GraphState& state, nodes::NodeId instance) {
  const nodes::Node* node = state.find(instance);
  const nodes::NodeId group = node ? nodes::group_of(*node) : nodes::NodeId{};
  const auto definition = state.groups.find(group);
  if (definition == state.groups.end()) return Q_EMIT told(tr("Choose the group that is to be kept in the palette."));
  const std::string title = definition->second.title.empty() ? node->name : definition->second.title;
  const QString file = folder_ + QLatin1Char('/') + QString::fromStdString(group.to_string()) + QStringLiteral(".json");
  in_background(
      this,
      [text = nodes::copy_to_text(state, {instance}), title, file, folder = folder_] {
        QDir().mkpath(folder);
        nodes::GraphState block = nodes::parse_project(text, "block").state;
        block.title = title;
        nodes::save_project(block, file.toStdString());
        return true;
      },
      [this, title](Outcome<bool> done) {
        Q_EMIT told(done ? tr("“%1” is in the palette now, under My blocks.").arg(QString::fromStdString(title)) : translated(done.failed.text()));
        read();
      });
}

void Blocks::remove(const QString& file) {
  in_background(
      this, [file] { return QFile::remove(file); },
      [this](Outcome<bool> done) {
        if (!done || !*done.value) Q_EMIT told(tr("The block could not be removed from the palette: its file cannot be deleted."));
        read();
      });
}

}  // namespace tl::ui
