// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/document/open_document.h"

#include <QDir>
#include <QElapsedTimer>
#include <QFileInfo>
#include <QUndoCommand>
#include <algorithm>
#include <filesystem>

#include "engine/core/error.h"
#include "nodes/plugin.h"
#include "nodes/project_io.h"
#include "ui/document/background.h"
#include "ui/support/languages.h"

namespace tl::ui {

/// The only way a document changes: a patch and its inverse.
class PatchCommand : public QUndoCommand {
 public:
  PatchCommand(OpenDocument& document, nodes::GraphPatch patch)
      : QUndoCommand(translated(patch.label)), document_(document), patch_(std::move(patch)), path_(document.level().path) {
    made_.start();
  }
  /// The first redo, made by the stack's push, finds the patch applied already: a patch that is refused never reaches the stack.
  void redo() override {
    if (std::exchange(applied_, false)) return;
    document_.go_to(path_);
    document_.apply_now(patch_);
  }
  /// Going back is seen where the change was made.
  void undo() override {
    document_.apply_now(patch_.inverse());
    document_.go_to(path_);
  }
  const nodes::GraphPatch& patch() const { return patch_; }
  int id() const override { return patch_.merge_id.empty() ? -1 : 1; }
  bool mergeWith(const QUndoCommand* other) override {
    const auto* next = static_cast<const PatchCommand*>(other);
    // A scrub is one step; coming back to the field later is another.
    if (next->patch_.merge_id != patch_.merge_id || made_.elapsed() > 1200) return false;
    patch_ = patch_.merged_with(next->patch_);
    made_.restart();
    if (patch_.empty()) setObsolete(true);
    return true;
  }

 private:
  OpenDocument& document_;
  nodes::GraphPatch patch_;
  const std::vector<nodes::NodeId> path_;   ///< the level at which it was made
  bool applied_ = true;
  QElapsedTimer made_;
};

namespace {
/// For people: a sentence, not the name of the function that failed.
QString said(const Failed& failed) {
  QString text = failed.text();
  for (const QLatin1String operation : {QLatin1String("open project: "), QLatin1String("save project: ")})
    if (text.startsWith(operation)) text.remove(0, operation.size());
  text = translated(text);
  const QString first = text.section(' ', 0, 0);  // the name of a file stays as it is
  if (std::all_of(first.begin(), first.end(), [](QChar c) { return c.isLetter(); }) && !text.isEmpty()) text[0] = text[0].toUpper();
  return text;
}

struct Read {
  nodes::LoadedProject project;
  DiskMark mark;
};
struct Written {
  DiskMark mark;
  bool overtaken = false;
};

/// Numbers are never given twice: what belongs to a closed document is nobody's.
uint64_t next_number() {
  static uint64_t last = 0;
  return ++last;
}
}  // namespace

OpenDocument::OpenDocument(int number, QObject* parent)
    : QObject(parent), id_(next_number()), number_(number), generation_(next_number()), analysis_(std::make_shared<nodes::Analysis>()),
      analyzer_(std::make_shared<nodes::IncrementalAnalyzer>()) {
  document_.add_listener([this](const nodes::ChangeSet& change) {
    // A level that the edit took away, or that has another document behind it, is left; its name may be another.
    if (change.reset) level_ = {};
    else if (!level_.path.empty()) set_level(nodes::level_at(state(), level_.path));
    // A document that was read is analysed while the window draws it.
    if (change.reset) analysis_wanted_ = true, start_analysis();
    Q_EMIT changed(change);
    if (!change.reset && change.semantic()) want_analysis();
  });
  connect(&undo_, &QUndoStack::cleanChanged, this, [this] { Q_EMIT modified_changed(); });
  undo_.setUndoLimit(0);
  // Everything a gesture changes is analysed once: the timer runs out when the window has drawn the change.
  analysis_timer_.setSingleShot(true);
  analysis_timer_.setInterval(0);
  connect(&analysis_timer_, &QTimer::timeout, this, [this] { start_analysis(); });
}

OpenDocument::~OpenDocument() {
  // Thousands of nodes and what is known of them: they are freed elsewhere.
  in_background(nullptr, [analyzer = std::move(analyzer_), analysis = std::move(analysis_), state = document_.snapshot()]() mutable {
    return analyzer.reset(), analysis.reset(), state.reset(), true;
  }, [](const Outcome<bool>&) {});
}

bool OpenDocument::apply(nodes::GraphPatch patch) {
  if (patch.empty()) return true;
  if (read_only_) {
    Q_EMIT refused(tr("This version can only be looked at."));
    return false;
  }
  try {
    apply_now(patch);
  } catch (const Error& e) {
    Q_EMIT refused(e.remedy().empty() ? translated(e.message()) : translated(e.message()) + QLatin1Char(' ') + translated(e.remedy()));
    return false;
  }
  undo_.push(new PatchCommand(*this, std::move(patch)));
  return true;
}

void OpenDocument::set_level(nodes::Level level) {
  if (level == level_) return;
  const bool elsewhere = level.path != level_.path || level.home != level_.home;
  level_ = std::move(level);
  if (elsewhere) Q_EMIT level_changed();
}

void OpenDocument::go_to(const std::vector<nodes::NodeId>& path) { set_level(nodes::level_at(state(), path)); }

void OpenDocument::apply_now(const nodes::GraphPatch& patch) { document_.apply(patch); }

void OpenDocument::want_analysis() {
  analysis_wanted_ = true;
  if (!analysing_ && !analysis_timer_.isActive()) analysis_timer_.start();
}

void OpenDocument::start_analysis() {
  if (analysing_ || !analysis_wanted_) return;
  analysing_ = true;
  analysis_wanted_ = false;
  nodes::AnalyzeOptions options;
  options.project_dir = project_dir().toStdString();
  in_background(
      this,
      [analyzer = analyzer_, snapshot = document_.snapshot(), options] {  // one at a time: `analysing_`
        return std::make_shared<const nodes::Analysis>(analyzer->analyze(snapshot, options));
      },
      [this](Outcome<std::shared_ptr<const nodes::Analysis>> outcome) {
        analysing_ = false;
        if (outcome)
          analysis_ = *outcome.value;
        else
          Q_EMIT refused(translated(outcome.failed.text()));
        Q_EMIT analysed();
        if (analysis_wanted_) start_analysis();  // the newest state wins; states in between are skipped
      });
}

QString OpenDocument::title() const {
  if (!file_.isEmpty()) return QFileInfo(file_).fileName();
  return number_ == 1 ? tr("untitled.json") : tr("untitled-%1.json").arg(number_);
}

QString OpenDocument::project_name() const {
  if (!file_.isEmpty()) return QFileInfo(file_).completeBaseName();
  return number_ == 1 ? QStringLiteral("untitled") : QStringLiteral("untitled-%1").arg(number_);
}

QString OpenDocument::project_dir() const { return file_.isEmpty() ? QString() : QFileInfo(file_).absolutePath(); }

bool OpenDocument::is_untouched() const {
  const nodes::GraphState& s = state();
  return file_.isEmpty() && !busy_ && undo_.count() == 0 && undo_.isClean() && s.nodes.empty() && s.frames.empty() && runs.isEmpty();
}

void OpenDocument::show_version(nodes::GraphState state, const QString& file) {
  read_only_ = true;
  file_ = file;
  undo_.clear();
  document_.reset(std::move(state));
}

std::function<nodes::GraphState()> OpenDocument::state_at(int index) const {
  std::vector<nodes::GraphPatch> way;
  for (int i = undo_.index(); i > index; --i) way.push_back(static_cast<const PatchCommand*>(undo_.command(i - 1))->patch().inverse());
  for (int i = undo_.index(); i < index; ++i) way.push_back(static_cast<const PatchCommand*>(undo_.command(i))->patch());
  return [from = snapshot(), way = std::move(way)] {
    nodes::GraphDocument document;
    document.reset(*from);
    for (const nodes::GraphPatch& patch : way) document.apply(patch);
    return document.state();
  };
}

void OpenDocument::open(const QString& file, bool example, bool allow_plugins) {
  rereading_ = false;
  read(file, file, example, false, allow_plugins);
}

void OpenDocument::recover(const QString& copy, const QString& file) {
  rereading_ = false;
  read(copy, file, false, true);
}

void OpenDocument::reread() {
  if (file_.isEmpty() || busy_) return;
  rereading_ = true;
  read(file_, file_, example_, false, plugins_allowed_);
}

void OpenDocument::read(const QString& from, const QString& file, bool example, bool unsaved, bool allow_plugins) {
  busy_ = true;
  being_read_ = file.isEmpty() ? QString() : QFileInfo(QDir::cleanPath(file)).absoluteFilePath();
  Q_EMIT modified_changed();
  in_background(
      this,
      [path = std::filesystem::path(from.toStdString()), place = being_read_, allow_plugins] {
        Read read;
        if (!place.isEmpty()) read.mark = disk_mark(place);  // before: what is written meanwhile is seen the next time
        const auto load = [&](const std::vector<std::string>& plugins) { nodes::load_plugins(plugins, path.parent_path()); };
        read.project = allow_plugins ? nodes::load_project(path, load) : nodes::load_project(path);
        return read;
      },
      [this, file, example, unsaved, allow_plugins, number = ++readings_](Outcome<Read> outcome) {
        if (number != readings_) return;  // something else was asked for since
        busy_ = false;
        being_read_.clear();
        was_reread_ = std::exchange(rereading_, false);
        if (!outcome) {
          Q_EMIT modified_changed();
          if (!was_reread_) return Q_EMIT file_failed(said(outcome.failed));
          on_disk_ = OnDisk::changed;
          reread_trouble_ = said(outcome.failed);
          return Q_EMIT disk_changed();
        }
        QStringList warnings;
        for (const nodes::Diagnostic& d : outcome.value->project.diagnostics) {
          QString line = translated(d.where.empty() ? d.message : d.where + ": " + d.message);
          if (!d.remedy.empty()) line += QLatin1Char(' ') + translated(d.remedy);
          warnings << line;
        }
        generation_ = next_number();
        file_ = file.isEmpty() ? QString() : QFileInfo(QDir::cleanPath(file)).absoluteFilePath();
        example_ = example;
        plugins_allowed_ = allow_plugins;
        undo_.clear();
        document_.reset(std::move(outcome.value->project.state));
        if (unsaved) undo_.resetClean();
        take_mark(std::move(outcome.value->mark));
        Q_EMIT modified_changed();
        Q_EMIT opened(warnings);
        QStringList libraries;
        for (const std::string& plugin : state().plugins) libraries << QString::fromStdString(plugin);
        if (!allow_plugins && !libraries.isEmpty()) Q_EMIT plugins_wanted(libraries);
      });
}

void OpenDocument::take_mark(DiskMark mark) {
  disk_ = seen_ = std::move(mark);
  reread_trouble_.clear();
  if (std::exchange(on_disk_, OnDisk::same) != OnDisk::same) Q_EMIT disk_changed();
}

void OpenDocument::look_at_disk() {
  if (file_.isEmpty() || example_ || read_only_ || busy_ || looking_ || !disk_.taken) return;
  looking_ = true;
  in_background(
      this, [file = file_, seen = seen_] { return disk_mark(file, seen); },
      [this, file = file_, known = disk_.content](Outcome<DiskMark> outcome) {
        looking_ = false;
        // Read or written meanwhile: what was seen is older than what is known.
        if (!outcome || busy_ || file != file_ || known != disk_.content) return;
        const DiskMark before = std::exchange(seen_, *outcome.value);
        const OnDisk now = !seen_.there ? OnDisk::gone : seen_.content == disk_.content ? OnDisk::same : OnDisk::changed;
        if (now == on_disk_ && before.same_content(seen_)) return;
        const OnDisk was = std::exchange(on_disk_, now);
        reread_trouble_.clear();
        if (now == OnDisk::gone && was != OnDisk::gone) clean_before_ = undo_.cleanIndex(), undo_.resetClean();
        if (was == OnDisk::gone && now != OnDisk::gone && clean_before_ >= 0 && clean_before_ == undo_.index()) undo_.setClean();
        Q_EMIT disk_changed();
      });
}

void OpenDocument::keep_mine() {
  disk_ = seen_;
  on_disk_ = OnDisk::same;
  reread_trouble_.clear();
  undo_.resetClean();
  Q_EMIT modified_changed();
  Q_EMIT disk_changed();
}

void OpenDocument::save_as(const QString& file, bool over) {
  busy_ = true;
  Q_EMIT modified_changed();
  in_background(
      this,
      [snapshot = document_.snapshot(), file, known = disk_,
       guarded = !over && disk_.taken && QFileInfo(QDir::cleanPath(file)).absoluteFilePath() == file_] {
        Written written;
        if (guarded) {
          written.mark = disk_mark(file, known);
          written.overtaken = written.mark.there && written.mark.content != known.content;
          if (written.overtaken) return written;
        }
        nodes::save_project(*snapshot, file.toStdString());
        written.mark = disk_mark(file);
        return written;
      },
      [this, file, generation = generation_, revision = state().revision](Outcome<Written> outcome) {
        busy_ = false;
        if (!outcome) {
          Q_EMIT modified_changed();
          Q_EMIT file_failed(said(outcome.failed));
          return;
        }
        if (generation != generation_) {  // another document is open by now: the file written is not its
          Q_EMIT modified_changed();
          return;
        }
        if (outcome.value->overtaken) {
          seen_ = outcome.value->mark;
          on_disk_ = OnDisk::changed;
          Q_EMIT modified_changed();
          Q_EMIT disk_changed();
          return Q_EMIT overtaken();
        }
        const bool elsewhere = QFileInfo(file).absolutePath() != project_dir();
        file_ = QFileInfo(QDir::cleanPath(file)).absoluteFilePath();
        example_ = false;
        // Edits made while the file was written stay unsaved, also those merged into the newest undo step.
        if (state().revision == revision) undo_.setClean();
        else undo_.resetClean();
        take_mark(std::move(outcome.value->mark));
        Q_EMIT modified_changed();
        Q_EMIT saved();
        if (elsewhere) want_analysis();  // relative data files are found against the new folder
      });
}

}  // namespace tl::ui
