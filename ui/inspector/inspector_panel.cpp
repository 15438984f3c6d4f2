// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/inspector/inspector_panel.h"

#include <QLabel>
#include <QLineEdit>
#include <QMenu>
#include <QPushButton>
#include <QScrollArea>
#include <QVBoxLayout>

#include "nodes/groups.h"
#include "nodes/level_values.h"
#include "nodes/node_type.h"
#include "nodes/references.h"
#include "nodes/run_settings.h"
#include "ui/canvas/graph_scene.h"
#include "ui/document/graph_editor.h"
#include "ui/document/run_forecast.h"
#include "ui/inspector/field_editor.h"
#include "ui/support/format.h"
#include "ui/support/languages.h"
#include "ui/tensors/feature_maps_view.h"
#include "ui/tensors/histogram_view.h"
#include "ui/theme/theme.h"

namespace tl::ui {
namespace {
QLabel* make_label(QWidget* parent, const char* role, bool wrap = false) {
  auto* l = new QLabel(parent);
  l->setProperty("role", role);
  l->setWordWrap(wrap);
  l->setTextInteractionFlags(Qt::TextSelectableByMouse);
  return l;
}
QString spaced_shape(const nodes::TensorMeta& meta) {
  return QString::fromStdString(meta.text()).replace(QStringLiteral("×"), QStringLiteral(" × "));
}
}  // namespace

InspectorPanel::InspectorPanel(GraphEditor& editor, GraphScene& scene, QWidget* parent) : QWidget(parent), editor_(editor), scene_(scene) {
  setObjectName("inspector");
  setAccessibleName(tr("Inspector"));
  auto* outer = new QVBoxLayout(this);
  outer->setContentsMargins(0, 0, 0, 0);
  auto* area = new QScrollArea(this);
  area->setWidgetResizable(true);
  area->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
  area->setFocusPolicy(Qt::NoFocus);
  outer->addWidget(area);
  auto* page = new QWidget(area);
  area->setWidget(page);
  auto* column = new QVBoxLayout(page);
  column->setContentsMargins(16, 11, 16, 14);
  column->setSpacing(0);

  auto* head = new QHBoxLayout;
  head->setSpacing(8);
  title_ = make_label(page, "title");
  head->addWidget(title_, 1);
  name_ = new QLineEdit(page);
  name_->setObjectName("nodeName");
  name_->setAccessibleName(tr("Name of the node"));
  name_->setToolTip(tr("The node's name: it names the tensors of the trained model. Lower-case letters, digits and _."));
  name_->setAlignment(Qt::AlignCenter);
  name_->setFixedHeight(22);
  connect(name_, &QLineEdit::editingFinished, this, [this] { rename(); });
  head->addWidget(name_);
  column->addLayout(head);
  doc_ = make_label(page, "muted", true);
  column->addSpacing(5);
  column->addWidget(doc_);
  problem_ = make_label(page, "error", true);
  column->addSpacing(4);
  column->addWidget(problem_);
  column->addSpacing(9);
  title_edit_ = new QLineEdit(page);
  title_edit_->setObjectName("groupTitle");
  title_edit_->setAccessibleName(tr("What the group is called"));
  title_edit_->setPlaceholderText(tr("What the group is called"));
  title_edit_->setToolTip(tr("Stands on every instance of the group."));
  column->addWidget(title_edit_);
  column->addSpacing(6);
  form_ = new QVBoxLayout;
  form_->setSpacing(6);
  column->addLayout(form_);
  promote_ = new QPushButton(tr("Show on the group…"), page);
  promote_->setObjectName("promote");
  promote_->setToolTip(tr("Parameters and ports that the instances of the group around have and may set."));
  column->addSpacing(8);
  column->addWidget(promote_);
  column->addSpacing(14);

  shapes_box_ = new QWidget(page);
  auto* box = new QVBoxLayout(shapes_box_);
  box->setContentsMargins(0, 0, 0, 0);
  box->setSpacing(5);
  auto* line = new QFrame(shapes_box_);
  line->setObjectName("separator");
  line->setFixedHeight(1);
  box->addWidget(line);
  box->addSpacing(8);
  shapes_title_ = make_label(shapes_box_, "section");
  box->addWidget(shapes_title_);
  shapes_ = make_label(shapes_box_, "text", true);
  box->addWidget(shapes_);
  cost_ = make_label(shapes_box_, "muted", true);
  box->addWidget(cost_);
  box->addSpacing(10);
  live_title_ = make_label(shapes_box_, "section", true);
  live_title_->setAccessibleName(tr("What the live data is"));
  box->addWidget(live_title_);
  live_maps_ = new FeatureMapsView(shapes_box_);
  live_maps_->setAccessibleName(tr("Live data of the node"));
  live_maps_->set_columns(4);
  box->addWidget(live_maps_);
  live_histogram_ = new HistogramView(shapes_box_);
  live_histogram_->setFixedHeight(84);
  box->addWidget(live_histogram_);
  live_text_ = make_label(shapes_box_, "muted", true);
  live_text_->setObjectName("liveText");
  live_text_->setAccessibleName(tr("Live data of the node in numbers and words"));
  box->addWidget(live_text_);
  box->addSpacing(8);
  weights_title_ = make_label(shapes_box_, "section");
  box->addWidget(weights_title_);
  weights_ = new HistogramView(shapes_box_);
  weights_->setFixedHeight(100);
  box->addWidget(weights_);
  box->addSpacing(8);
  maps_title_ = make_label(shapes_box_, "section");
  box->addWidget(maps_title_);
  maps_ = new FeatureMapsView(shapes_box_);
  maps_->set_columns(6);
  maps_->set_max_rows(3);
  box->addWidget(maps_);
  column->addWidget(shapes_box_);
  column->addStretch(1);

  connect(&scene, &GraphScene::selection_changed, this, [this] { rebuild(); });
  connect(&editor, &GraphEditor::changed, this, [this](const nodes::ChangeSet& c) {
    if (c.reset) rebuild();
    else if (!c.groups.empty()) rebuild();  // what it lets its instances set may be another
    else refresh();
  });
  connect(promote_, &QPushButton::clicked, this, [this] {
    QMenu menu(this);
    Q_EMIT promote_wanted(node_, menu);
    menu.exec(promote_->mapToGlobal(QPoint(0, promote_->height())));
  });
  connect(title_edit_, &QLineEdit::editingFinished, this, [this] {
    const nodes::Node* node = editor_.state().find(node_);
    if (!node || !title_edit_->isModified()) return;
    title_edit_->setModified(false);
    editor_.apply(nodes::make_retitle_group(editor_.state(), nodes::group_of(*node), title_edit_->text().trimmed().left(200).toStdString()));
  });
  connect(&editor, &GraphEditor::level_changed, this, [this] { rebuild(); });
  connect(&editor, &GraphEditor::analysed, this, [this] { refresh(); });
  connect(ThemeNotifier::instance(), &ThemeNotifier::changed, this, [this] { refresh_texts(); });
  project_form_ = false;
  clear_tensors();  // nothing is known of any yet
  rebuild();
}

FieldEditor* InspectorPanel::field(const std::string& key) const {
  for (FieldEditor* f : fields_)
    if (f->key() == key) return f;
  return nullptr;
}

void InspectorPanel::focus_first() {
  QWidget* first = nullptr;
  for (FieldEditor* f : fields_)
    if (!first) first = f->focus_target();
  if (!first && name_->isVisible()) first = name_;
  if (!first) return;
  first->setFocus(Qt::TabFocusReason);
}

void InspectorPanel::rebuild() {
  const nodes::NodeId single = scene_.single();
  const nodes::Node* node = editor_.state().find(single);
  const bool project = scene_.chosen().empty();
  std::string type = node ? node->type : std::string();
  if (node && node->type == nodes::group_type)  // groups differ in what they let an instance set
    if (const nodes::NodeType* face = editor_.state().type_of(*node))
      for (const FieldDesc& field : face->fields) type += "," + field.name;
  const bool same_fields = !fields_.empty() && ((project && project_form_) || (node && !project_form_ && type == type_));
  if (single != node_ || project != project_form_) {
    clear_tensors();
    for (FieldEditor* f : fields_) f->forget_typing();
  }
  node_ = single;
  type_ = type;
  project_form_ = project;
  if (!same_fields) {
    for (FieldEditor* f : fields_) {
      form_->removeWidget(f);
      f->hide();
      f->deleteLater();  // it may be the sender of the change that brought us here
    }
    fields_.clear();
    const nodes::NodeType* nt = node ? editor_.state().type_of(*node) : nullptr;
    const std::vector<FieldDesc>* descs = nt ? &nt->fields : project ? &nodes::run_settings_description().fields : nullptr;
    if (descs)
      for (const FieldDesc& d : *descs) {
        if (node && node->type == nodes::group_type && d.name == nodes::group_key) continue;  // an id says nothing to a person
        auto* f = new FieldEditor(d, this);
        connect(f, &FieldEditor::edited, this, &InspectorPanel::edit_param);
        connect(f, &FieldEditor::given_up, this, &InspectorPanel::hint);
        if (project) f->use_words(nodes::automatic_run_value(d.name), tr("auto"));
        if (const nodes::Naming naming = nodes::naming_of(d.name); node && naming != nodes::Naming::none)
          f->offer_names(
              [this, key = d.name] {
                QStringList names;
                if (const nodes::Node* now = editor_.state().find(node_))
                  for (const std::string& name : nodes::names_that_fit(editor_.state(), *now, key)) names << QString::fromStdString(name);
                return names;
              },
              naming == nodes::Naming::several);
        form_->addWidget(f);
        fields_.push_back(f);
      }
    QWidget* before = name_;
    for (FieldEditor* f : fields_) before = f->follow_tab(before);
  }
  refresh();
}

void InspectorPanel::refresh() {
  const nodes::Node* node = editor_.state().find(node_);
  if (node_ && !node) return;  // removed: the selection changes next
  const nodes::NodeType* type = node ? editor_.state().type_of(*node) : nullptr;
  const nodes::NodeReport* report = node ? editor_.report(node_) : nullptr;
  const std::vector<FieldDesc>* descs = type ? &type->fields : project_form_ ? &nodes::run_settings_description().fields : nullptr;
  for (FieldEditor* f : fields_) {
    const FieldDesc* desc = nullptr;
    if (descs)
      for (const FieldDesc& d : *descs)
        if (d.name == f->key()) desc = &d;
    if (!desc) continue;
    std::optional<Value> set;
    if (node) {
      if (const Value* v = node->param(desc->name)) set = *v;
    } else {
      for (const auto& [key, v] : editor_.state().run)
        if (key == desc->name) set = v;
    }
    if (set && set->is_none() && desc->automatic) set.reset();
    Value shown = desc->default_value;
    bool automatic = false;
    if (!set && desc->automatic && report)
      for (const auto& [key, v] : report->automatic)
        if (key == desc->name) shown = v, automatic = true;
    f->show_value(set, shown, automatic || (!set && desc->automatic));
  }
  refresh_texts();
}

void InspectorPanel::refresh_texts() {
  const Theme& t = theme();
  title_->setFont(ui_font(15, QFont::DemiBold));
  doc_->setFont(ui_font(11.5));
  shapes_->setFont(mono_font(12));
  cost_->setFont(ui_font(11));
  shapes_title_->setText(tr("Shapes"));
  const nodes::Node* node = editor_.state().find(node_);
  const nodes::NodeType* type = node ? editor_.state().type_of(*node) : nullptr;
  const nodes::NodeReport* report = node ? editor_.report(node_) : nullptr;
  const QColor category = category_color(type ? nodes::category_id(type->category) : "");
  name_->setVisible(node);
  promote_->setVisible(node && node->home);
  const auto group = node ? editor_.state().groups.find(nodes::group_of(*node)) : editor_.state().groups.end();
  title_edit_->setVisible(group != editor_.state().groups.end());
  if (group != editor_.state().groups.end() && !(title_edit_->hasFocus() && title_edit_->isModified()))
    title_edit_->setText(QString::fromStdString(group->second.title));
  if (node) {
    const QString name = QString::fromStdString(node->name);
    if (!name_->hasFocus() || !name_->isModified()) name_->setText(name);
    name_->setFont(mono_font(11));
    name_->setFixedWidth(std::clamp(QFontMetrics(mono_font(11)).horizontalAdvance(name) + 28, 60, 150));
    name_->setStyleSheet(
        QStringLiteral("QLineEdit { background: %1; color: %2; border: 1px solid transparent; border-radius: 10px; padding: 0 8px;"
                       " font-family: '%4'; font-size: 11px; }"
                       "QLineEdit:focus { border-color: %3; }")
            .arg(blend(category, t.panel, 0.25).name(), t.text.name(), t.accent.name(), mono_font(11).family()));
    title_->setText(QString::fromStdString(type ? type->title : node->type).left(200));
    const size_t instances = group == editor_.state().groups.end() ? 0 : nodes::instances_of(editor_.state(), group->first).size();
    if (instances > 1)
      doc_->setText(tr("One of %1 instances of this group: what is changed in it changes in all of them. Double click or Enter opens it.").arg(instances));
    else doc_->setText(type ? translated(type->doc) : node->type == nodes::group_type ? tr("The group that this was an instance of is not in the project.") : tr("This program does not know this node type. It is kept as it is."));
    const auto given = nodes::given_at(editor_.state(), editor_.level().path);
    if (const auto set = given.find(node_); set != given.end()) {
      QStringList values;
      for (const auto& [key, value] : set->second) values << QString::fromStdString(key) + QLatin1Char(' ') + value_text(value);
      doc_->setText(doc_->text() + QLatin1Char('\n') + tr("Set by the group around it, here: %1.").arg(values.join(QStringLiteral(", "))));
    }
  } else if (project_form_) {
    title_->setText(tr("Run settings"));
    QString text = tr("They hold for the whole project. Select a node to see its parameters.");
    if (const QString told = forecast_text(); !told.isEmpty()) text += QStringLiteral("\n\n") + told;
    doc_->setText(text);
  } else {
    title_->setText(tr("%n node(s) selected", nullptr, int(scene_.chosen().size())));
    doc_->setText(tr("Select one node to see its parameters."));
  }
  QString problem;
  if (report && (report->status == nodes::NodeStatus::error || report->status == nodes::NodeStatus::warning))
    problem = translated(report->message + (report->remedy.empty() ? "" : "\n" + report->remedy));
  else if (report && report->status == nodes::NodeStatus::blocked) problem = translated(report->message);
  problem_->setText(problem);
  problem_->setVisible(!problem.isEmpty());
  const bool bad = report && report->status == nodes::NodeStatus::error;
  problem_->setStyleSheet(QStringLiteral("color: %1;")
                              .arg((bad                                                      ? readable(t.error, t.panel)
                                    : report && report->status == nodes::NodeStatus::warning ? readable(t.warning, t.panel)
                                                                                             : t.hint)
                                       .name()));
  for (QLabel* l : {doc_, cost_}) l->setStyleSheet(QStringLiteral("color: %1;").arg(t.muted.name()));

  shapes_box_->setVisible(node);
  refresh_live();
  if (!node) return;
  QList<QPair<QString, QString>> rows;
  if (report) {
    int ins = 0, outs = 0;
    for (const nodes::PortReport& p : report->ports) (p.is_output ? outs : ins) += p.meta ? 1 : 0;
    for (const nodes::PortReport& p : report->ports) {
      if (!p.meta) continue;
      QString label =
          p.is_output ? (outs > 1 ? QString::fromStdString(p.port) : tr("out")) : (ins > 1 ? QString::fromStdString(p.port) : tr("in"));
      rows.append({label.leftJustified(ins > 1 || outs > 1 ? 8 : 5), spaced_shape(*p.meta)});
    }
  }
  // Aligned by what the words measure: signs of other scripts are wider than a space.
  const QFontMetricsF m(shapes_->font());
  double widest = 0;
  for (const auto& [label, shape] : rows) widest = std::max(widest, m.horizontalAdvance(label.trimmed() + QLatin1Char(' ')));
  QStringList lines;
  for (auto [label, shape] : rows) {
    while (m.horizontalAdvance(label) < widest) label += QLatin1Char(' ');
    lines << label + shape;
  }
  shapes_->setText(lines.isEmpty() ? tr("not known yet") : lines.join('\n'));
  QString cost;
  if (report) {
    cost = tr("%1 parameters").arg(grouped(report->parameters));
    if (report->flops > 0) cost += tr(" · %1 / sample").arg(flops_text(double(report->flops)));
    if (const auto share = forecast_ ? forecast_->nodes.find(editor_.level().flat(node_)) : std::map<nodes::NodeId, nodes::NodeForecast>::const_iterator();
        forecast_ && share != forecast_->nodes.end())
      cost += QLatin1Char('\n') + tr("A batch of %1 keeps %2 for training; predicting takes %3.")
                                      .arg(grouped(forecast_->batch_size), bytes_text(double(std::max<int64_t>(share->second.kept, 0))), bytes_text(double(share->second.inference)));
  }
  cost_->setText(cost);
}

void InspectorPanel::show_live(std::shared_ptr<const nodes::LiveBatch> batch) {
  batch_ = std::move(batch);
  refresh_live();
}

void InspectorPanel::show_forecast(std::shared_ptr<const nodes::Forecast> forecast) {
  forecast_ = std::move(forecast);
  refresh_texts();
}

QString InspectorPanel::forecast_text() const {
  const nodes::Analysis& a = editor_.analysis();
  if (a.parameters == 0 || !a.valid()) return {};
  QString text = tr("Forecast: %1 parameters, %2 a sample.").arg(grouped(a.parameters), flops_text(double(a.flops)));
  if (!forecast_) return text;
  const nodes::Forecast& f = *forecast_;
  if (!f.trouble.empty()) return text + QLatin1Char(' ') + tr("What a run takes cannot be told before it: %1").arg(translated(f.trouble));
  const auto bytes = [](int64_t n) { return bytes_text(double(n)); };
  text += QLatin1Char('\n') + tr("Training with batches of %1 takes %2 (parameters %3, gradients %4, optimizer %5, data %6, activations %7); predicting one takes %8.")
                                  .arg(grouped(f.batch_size), bytes(f.train_bytes), bytes(f.parameter_bytes), bytes(f.gradient_bytes), bytes(f.state_bytes),
                                       bytes(f.data_bytes), bytes(f.activation_bytes), bytes(f.infer_bytes));
  text += QLatin1Char('\n') + tr("An epoch of %1 steps computes for about %2.").arg(grouped(f.steps_per_epoch), about_text(f.epoch_seconds));
  if (!f.largest_known) text += QLatin1Char('\n') + tr("Looking for the largest batch that fits into this machine's memory…");
  else if (f.whole_data_fits) text += QLatin1Char('\n') + tr("Even all training samples at once fit into this machine's memory.");
  else if (f.largest_batch > 0) text += QLatin1Char('\n') + tr("A batch of up to %1 fits into this machine's memory.").arg(grouped(f.largest_batch));
  else if (f.train_bytes > usable_memory()) text += QLatin1Char('\n') + tr("Not even a batch of 1 fits into this machine's memory.");
  return text;
}

void InspectorPanel::refresh_live() {
  const nodes::Node* node = editor_.state().find(node_);
  const nodes::NodeType* type = node ? editor_.state().type_of(*node) : nullptr;
  const auto found = batch_ && type ? batch_->nodes.find(editor_.level().flat(node_)) : std::map<nodes::NodeId, std::shared_ptr<const nodes::LiveNode>>::const_iterator();
  const std::shared_ptr<const nodes::LiveNode> live = batch_ && type && found != batch_->nodes.end() ? found->second : nullptr;
  const bool dark = theme().dark;
  if (live == live_shown_ && dark == live_dark_) return;
  live_shown_ = live, live_dark_ = dark;
  const nodes::LiveOutput *seen = nullptr, *spread = nullptr;
  if (live)
    for (const nodes::LiveOutput& o : live->outputs) {
      if (!seen && o.maps.count > 0) seen = &o;
      if (!spread && !o.data.histogram.empty() && o.words.empty()) spread = &o;
    }
  live_title_->setVisible(live != nullptr), live_text_->setVisible(live != nullptr);
  live_maps_->setVisible(seen), live_histogram_->setVisible(spread);
  if (!live) return;
  live_title_->setText(seen && seen->maps.count > 1 && !seen->maps.of_samples ? tr("Live data — maps of the first sample, before training")
                                                                              : tr("Live data — before training"));
  if (seen) {
    const bool natural = type->role == nodes::Role::source || type->role == nodes::Role::sample_step;
    std::vector<QImage> images;
    for (int64_t i = 0; i < seen->maps.count; ++i) images.push_back(live_picture(seen->maps, i, natural));
    live_maps_->set_images(std::move(images));
  }
  if (spread) live_histogram_->set_data(spread->data, category_color(nodes::category_id(type->category)));
  live_text_->setText(live_details(*live));
}

void InspectorPanel::edit_param(const std::string& key, std::optional<Value> value) {
  if (project_form_) {
    editor_.apply(nodes::make_set_run(editor_.state(), key, std::move(value)));
    return refresh();
  }
  const nodes::Node* node = editor_.state().find(node_);
  const nodes::NodeType* type = node ? editor_.state().type_of(*node) : nullptr;
  if (!type) return;
  if (value) {
    const std::string why = nodes::check_param(*type, key, *value);
    if (!why.empty()) {
      refresh();  // shows the value that still holds
      if (FieldEditor* f = field(key)) f->set_invalid(translated(why));
      Q_EMIT hint(translated(why));
      return;
    }
  }
  editor_.apply(nodes::make_set_param(editor_.state(), node_, key, std::move(value)));
  refresh();
}

void InspectorPanel::rename() {
  const nodes::Node* node = editor_.state().find(node_);
  if (!node) return;
  const std::string wanted = name_->text().trimmed().toStdString();
  name_->setModified(false);
  if (wanted == node->name) return;
  std::string why;
  if (!nodes::name_is_usable(editor_.state(), wanted, node_, &why)) {
    Q_EMIT hint(translated(why));
    name_->setText(QString::fromStdString(node->name));
    return;
  }
  editor_.apply(nodes::make_rename(editor_.state(), node_, wanted));
}

void InspectorPanel::clear_tensors() {
  weights_->clear();
  maps_->clear();
  for (QWidget* w : std::initializer_list<QWidget*>{weights_, weights_title_, maps_, maps_title_}) w->hide();
}

void InspectorPanel::show_tensor(const std::shared_ptr<const train::WatchData>& data, bool ended) {
  const nodes::Node* node = editor_.state().find(node_);
  if (!node || data->place.rfind(editor_.run_name(*node) + ".", 0) != 0) return;
  const nodes::NodeType* type = editor_.state().type_of(*node);
  const QColor color = category_color(type ? nodes::category_id(type->category) : "");
  const std::string rest = data->place.substr(editor_.run_name(*node).size() + 1);
  const nodes::NodeReport* report = editor_.report(node_);
  const bool is_output = type && type->output(rest);
  if (!is_output && rest.find(".grad") == std::string::npos && rest == "weight") {
    weights_->set_data(*data, color);
    weights_title_->setText((ended ? tr("Weights — step %1 of the ended run") : tr("Weights — step %1")).arg(grouped(data->step)));
    weights_->show(), weights_title_->show();
  } else if (is_output) {
    maps_->set_data(*data);
    maps_title_->setText(data->sizes.size() > 2 ? tr("Feature maps — first sample of the batch")
                                                : tr("Output — a row for each sample of the batch"));
    const bool drawable = maps_->map_count() > 0;
    maps_->setVisible(drawable), maps_title_->setVisible(drawable);
    // A node without weights shows how its output is spread instead.
    if (report && report->parameters == 0) {
      weights_->set_data(*data, color);
      weights_title_->setText((ended ? tr("Output — step %1 of the ended run") : tr("Output — step %1")).arg(grouped(data->step)));
      weights_->show(), weights_title_->show();
    }
  }
}

}  // namespace tl::ui
