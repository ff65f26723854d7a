/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.api.monitors;

import io.tidemark.api.channels.KnownChannels;
import io.tidemark.api.cost.Costs;
import io.tidemark.api.monitors.definition.Monitor;
import io.tidemark.api.monitors.definition.MonitorMetric;
import io.tidemark.api.monitors.evaluation.AlertState;
import io.tidemark.api.monitors.evaluation.Change;
import io.tidemark.api.monitors.evaluation.Group;
import io.tidemark.api.monitors.evaluation.MonitorState.Tick;
import io.tidemark.api.outbox.MessageKey;
import io.tidemark.api.outbox.Outbox;
import io.tidemark.api.settings.SettingEntry;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Puts changes of alerts into the outbox: one message for each channel, monitor and tick. */
@Component
class AlertMessages {

  static final String TYPE = "io.tidemark.alert.changed";

  /** Groups that one message describes, unless its channel needs all of them. */
  static final int MOST_GROUPS = 10;

  /** Alerts that began first, then the greatest. */
  private static final Comparator<Change> ORDER =
      Comparator.comparing((Change change) -> change.state() != AlertState.FIRING)
          .thenComparing(
              change -> change.value() == null ? 0 : change.value(), Comparator.reverseOrder())
          .thenComparing(Change::group);

  private final Costs costs;
  private final KnownChannels channels;
  private final Outbox outbox;
  private final AlertLinks links;

  AlertMessages(Outbox outbox, AlertLinks links, Costs costs, KnownChannels channels) {
    this.costs = costs;
    this.channels = channels;
    this.outbox = outbox;
    this.links = links;
  }

  /** Adds the messages of a tick; those that were added before stay one. */
  void add(
      String tenant,
      Monitor monitor,
      JsonNode condition,
      long revision,
      Tick tick,
      Instant finalThrough) {
    if (tick.announced().isEmpty()) {
      return;
    }
    List<Change> changes = tick.announced().stream().sorted(ORDER).toList();
    ObjectNode data = describe(tenant, monitor, condition, changes, finalThrough);
    ObjectNode shortened = withGroups(data, monitor, changes, MOST_GROUPS);
    ObjectNode whole = withGroups(data, monitor, changes, changes.size());
    String group = new Group(changes.get(0).group()).displayName();
    String subject = group.isEmpty() ? monitor.id() : monitor.id() + "/" + group;
    for (String channel : monitor.channels()) {
      outbox.add(
          new MessageKey(
              tenant,
              "monitor",
              monitor.id(),
              revision,
              changes.get(0).group(),
              changes.get(0).window().from().toString(),
              Long.toString(tick.number()),
              channel),
          TYPE,
          subject,
          channels.needsAllGroups(tenant, channel) ? whole : shortened);
    }
  }

  /** The data of a message about alerts of a monitor, with all of their groups in this order. */
  ObjectNode describeAll(SettingEntry<Monitor> entry, List<Change> changes, Instant finalThrough) {
    return withGroups(
        describe(
            entry.setting().address().tenant(),
            entry.value(),
            entry.setting().body().path("condition"),
            changes,
            finalThrough),
        entry.value(),
        changes,
        changes.size());
  }

  private ObjectNode describe(
      String tenant,
      Monitor monitor,
      JsonNode condition,
      List<Change> changes,
      Instant finalThrough) {
    ObjectNode data = JsonNodeFactory.instance.objectNode();
    data.put("monitor", monitor.id());
    put(data, monitor, changes.get(0));
    data.put("workload", monitor.workload().id());
    data.put("metric", monitor.metric().map(MonitorMetric::name).orElse(null));
    if (monitor.metric().filter(MonitorMetric::isMoney).isPresent()) {
      data.put("currency", costs.findCurrentPrices(tenant).book().currency());
    }
    data.put("per", monitor.per().orElse(null));
    data.set("condition", condition);
    data.put("final_through", finalThrough == null ? null : finalThrough.toString());
    data.put("link", createLink(monitor, changes));
    return data;
  }

  private static ObjectNode withGroups(
      ObjectNode data, Monitor monitor, List<Change> changes, int most) {
    ObjectNode complete = data.deepCopy();
    ArrayNode groups = complete.putArray("groups");
    changes.stream().limit(most).forEach(change -> put(groups.addObject(), monitor, change));
    complete.put("more_groups", Math.max(0, changes.size() - most));
    return complete;
  }

  private String createLink(Monitor monitor, List<Change> changes) {
    List<Group> groups = changes.stream().map(Change::group).distinct().map(Group::new).toList();
    // Links with very many values are longer than receivers accept.
    return links.createLink(
        monitor,
        groups.size() > MOST_GROUPS ? List.of(Group.ALL) : groups,
        changes.get(0).window());
  }

  private static void put(ObjectNode data, Monitor monitor, Change change) {
    String group = new Group(change.group()).displayName();
    data.put("group", group.isEmpty() ? null : group);
    // The change is about a past window: the alert itself may be in any state now.
    boolean late = change.kind() == Change.Kind.LATE;
    data.put("state", late ? change.kind().id() : change.state().id());
    data.put("change", change.kind().id());
    putNumber(data, "value", monitor, change.value());
    putNumber(data, "reference", monitor, change.reference());
    // A value of a window that still grows is what was counted so far.
    data.put("at_least", change.early());
    data.put("late", change.late());
    data.put("corrected", change.corrected());
    ObjectNode window = data.putObject("window");
    window.put("from", change.window().from().toString());
    window.put("to", change.window().to().toString());
    window.put("time_zone", monitor.zone().getId());
  }

  private static void putNumber(ObjectNode data, String name, Monitor monitor, Double value) {
    boolean money = value != null && monitor.metric().filter(MonitorMetric::isMoney).isPresent();
    if (money) {
      data.put(name, MonitorMetric.show(monitor.metric().get().name(), value).toString());
    } else {
      data.put(name, value);
    }
  }
}
