// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/document/graph_editor.h"

#include <QDir>
#include <QFileInfo>
#include <algorithm>

namespace tl::ui {
namespace {
using Documents = std::vector<std::unique_ptr<OpenDocument>>;

Documents::iterator place_of(Documents& list, const OpenDocument* document) {
  return std::find_if(list.begin(), list.end(), [&](const auto& d) { return d.get() == document; });
}

}  // namespace

GraphEditor::GraphEditor(QObject* parent) : QObject(parent) {
  documents_.emplace_back(&make());
  current_ = documents_.front().get();
  undo_.setActiveStack(&current_->undo_stack());
}

GraphEditor::~GraphEditor() {
  for (const auto* list : {&documents_, &opening_})
    for (const auto& d : *list) d->disconnect(this);
}

std::vector<OpenDocument*> GraphEditor::documents() const {
  std::vector<OpenDocument*> list;
  for (const auto& d : documents_) list.push_back(d.get());
  return list;
}

OpenDocument* GraphEditor::find(uint64_t id) const {
  for (const auto& d : documents_)
    if (d->id() == id) return d.get();
  return nullptr;
}

OpenDocument* GraphEditor::document_of(const QString& file) const {
  const QString wanted = QFileInfo(QDir::cleanPath(file)).absoluteFilePath();  // by name: the disk is not asked on the window's thread
  for (const auto* list : {&documents_, &opening_})
    for (const auto& d : *list)
      for (const QString& place : {d->file(), d->being_read()})
        if (place == wanted) return d.get();
  return nullptr;
}

int GraphEditor::free_number() const {
  for (int n = 1;; ++n) {
    const auto taken = [&](const auto& d) {
      return d.get() != going_ && d->file().isEmpty() && d->being_read().isEmpty() && d->number() == n;
    };
    if (std::none_of(documents_.begin(), documents_.end(), taken) && std::none_of(opening_.begin(), opening_.end(), taken)) return n;
  }
}

OpenDocument& GraphEditor::make() {
  auto* d = new OpenDocument(free_number());
  undo_.addStack(&d->undo_stack());
  const auto in_front = [this, d] { return d == current_; };
  connect(d, &OpenDocument::changed, this, [this, in_front](const nodes::ChangeSet& c) { if (in_front()) Q_EMIT changed(c); });
  connect(d, &OpenDocument::level_changed, this, [this, in_front] { if (in_front()) Q_EMIT level_changed(); });
  connect(d, &OpenDocument::analysed, this, [this, in_front] { if (in_front()) Q_EMIT analysed(); });
  connect(d, &OpenDocument::refused, this, [this, in_front](const QString& why) { if (in_front()) Q_EMIT refused(why); });
  connect(d, &OpenDocument::modified_changed, this, [this, d, in_front] {
    if (in_front()) Q_EMIT modified_changed();
    Q_EMIT told_apart(d);
  });
  connect(d, &OpenDocument::opened, this, [this, d, in_front](const QStringList& warnings) {
    if (place_of(opening_, d) != opening_.end()) adopt(*d);
    if (in_front()) Q_EMIT opened(warnings);
  });
  connect(d, &OpenDocument::plugins_wanted, this, [this, in_front](const QStringList& list) { if (in_front()) Q_EMIT plugins_wanted(list); });
  connect(d, &OpenDocument::saved, this, [this, d] {
    Q_EMIT told_apart(d);
    Q_EMIT saved(d->id());
  });
  connect(d, &OpenDocument::overtaken, this, [this, d] { Q_EMIT overtaken(d); });
  connect(d, &OpenDocument::disk_changed, this, [this, d] {
    Q_EMIT told_apart(d);
    Q_EMIT disk_changed(d);
  });
  connect(d, &OpenDocument::file_failed, this, [this, d](const QString& text) {
    const uint64_t id = d->id();
    if (const auto at = place_of(opening_, d); at != opening_.end()) {  // nothing was read: there is no document
      at->release()->deleteLater();
      opening_.erase(at);
      Q_EMIT modified_changed();
    }
    Q_EMIT file_failed(text, id);
  });
  return *d;
}

OpenDocument& GraphEditor::add() {
  OpenDocument& d = make();
  documents_.emplace_back(&d);
  Q_EMIT added(&d);
  Q_EMIT listed();
  show(d);
  return d;
}

void GraphEditor::open(const QString& file, bool example) {
  if (OpenDocument* there = document_of(file)) {
    if (find(there->id())) show(*there);
    return;
  }
  opening_.emplace_back(&make());
  opening_.back()->open(file, example);
  Q_EMIT modified_changed();
}

OpenDocument& GraphEditor::recover(const QString& copy, const QString& file) {
  OpenDocument* there = file.isEmpty() ? nullptr : document_of(file);
  const bool taken = there && there->is_modified();
  if (!there || taken) opening_.emplace_back(&make());
  OpenDocument& d = there && !taken ? *there : *opening_.back();
  d.recover(copy, taken ? QString() : file);  // two documents of one file would write over each other
  Q_EMIT modified_changed();
  return d;
}

/// What was read becomes one of the documents: behind the one in front, or in its place.
void GraphEditor::adopt(OpenDocument& document) {
  const auto from = place_of(opening_, &document);
  std::unique_ptr<OpenDocument> mine = std::move(*from);
  opening_.erase(from);
  OpenDocument& before = *current_;
  documents_.insert(place_of(documents_, &before) + 1, std::move(mine));
  Q_EMIT added(&document);
  Q_EMIT listed();
  show(document);
  if (before.is_untouched()) close(before);
}

void GraphEditor::show(OpenDocument& document) {
  if (&document == current_) return;
  Q_EMIT leaving(current_);
  bring(document);
}

void GraphEditor::bring(OpenDocument& document) {
  current_ = &document;
  undo_.setActiveStack(&document.undo_stack());
  nodes::ChangeSet all;
  all.revision = state().revision;
  all.reset = true;
  Q_EMIT changed(all);
  Q_EMIT switched();
  Q_EMIT analysed();
  Q_EMIT modified_changed();
}

void GraphEditor::show_next(int step) {
  const int count = int(documents_.size());
  const int at = int(place_of(documents_, current_) - documents_.begin());
  show(*documents_[size_t(((at + step) % count + count) % count)]);
}

void GraphEditor::close(OpenDocument& document) {
  auto at = place_of(documents_, &document);
  if (at == documents_.end()) return;
  if (&document == current_) {
    const bool last = documents_.size() == 1;
    going_ = last ? &document : nullptr;  // the empty one in its place may have its name
    if (last) add();
    else show(**(at + 1 == documents_.end() ? at - 1 : at + 1));
    going_ = nullptr;
    at = place_of(documents_, &document);
  }
  std::unique_ptr<OpenDocument> gone = std::move(*at);
  documents_.erase(at);
  Q_EMIT closing(gone.get());
  Q_EMIT listed();
  gone->disconnect(this);
  undo_.removeStack(&gone->undo_stack());
  gone.release()->deleteLater();  // a signal of it may have brought us here
}

void GraphEditor::move(int from, int to) {
  const int count = int(documents_.size());
  if (from < 0 || to < 0 || from >= count || to >= count || from == to) return;
  std::unique_ptr<OpenDocument> d = std::move(documents_[size_t(from)]);
  documents_.erase(documents_.begin() + from);
  documents_.insert(documents_.begin() + to, std::move(d));
  Q_EMIT listed();
}

void GraphEditor::enter(nodes::NodeId instance) {
  std::vector<nodes::NodeId> path = level().path;
  path.push_back(instance);
  go_to(path);
}

void GraphEditor::leave() {
  if (level().path.empty()) return;
  go_to({level().path.begin(), level().path.end() - 1});
}

}  // namespace tl::ui
