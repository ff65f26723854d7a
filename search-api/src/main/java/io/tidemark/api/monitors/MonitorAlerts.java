/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.api.monitors;

import io.tidemark.api.channels.FiringAlerts;
import io.tidemark.api.monitors.definition.Monitor;
import io.tidemark.api.monitors.evaluation.Change;
import io.tidemark.api.monitors.evaluation.MonitorState;
import io.tidemark.api.outbox.Message;
import io.tidemark.api.outbox.MessageKey;
import io.tidemark.api.search.FinalThrough;
import io.tidemark.api.settings.SettingEntry;
import io.tidemark.api.settings.SettingView;
import io.tidemark.api.settings.SettingViews;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;
import tools.jackson.databind.node.ObjectNode;

/** Alerts of monitors that receivers know and that continue. */
@Component
class MonitorAlerts implements FiringAlerts {

  private final SettingView<Monitor> monitors;
  private final MonitorStates states;
  private final AlertMessages messages;
  private final FinalThrough finalThrough;

  MonitorAlerts(
      SettingViews views,
      MonitorKind kind,
      MonitorStates states,
      AlertMessages messages,
      FinalThrough finalThrough) {
    this.monitors = views.open(kind);
    this.states = states;
    this.messages = messages;
    this.finalThrough = finalThrough;
  }

  @Override
  public List<Message> list(String tenant, String channel) {
    List<SettingEntry<Monitor>> watching =
        monitors.list(tenant).stream()
            .filter(entry -> entry.value().channels().contains(channel))
            .toList();
    Set<String> ids =
        watching.stream().map(entry -> entry.value().id()).collect(Collectors.toSet());
    Map<String, MonitorState> known = states.list(tenant, ids);
    List<Message> firing = new ArrayList<>();
    for (SettingEntry<Monitor> entry : watching) {
      MonitorState state = known.get(entry.value().id());
      // Alerts of an earlier revision may be none of this one.
      if (state != null && state.revision() == entry.setting().bodyRevision()) {
        List<Change> changes = state.listTold();
        if (!changes.isEmpty()) {
          firing.add(createMessage(entry, changes, channel));
        }
      }
    }
    return firing;
  }

  private Message createMessage(SettingEntry<Monitor> entry, List<Change> changes, String channel) {
    String tenant = entry.setting().address().tenant();
    Monitor monitor = entry.value();
    ObjectNode data = messages.describeAll(entry, changes, finalThrough.of(monitor.workload()));
    for (int i = 0; i < changes.size(); i++) {
      ((ObjectNode) data.path("groups").path(i)).put("since", changes.get(i).at().toString());
    }
    Instant first = changes.stream().map(Change::at).min(Comparator.naturalOrder()).orElseThrow();
    MessageKey key =
        new MessageKey(
            tenant,
            "monitor",
            monitor.id(),
            entry.setting().bodyRevision(),
            "",
            first.toString(),
            "firing",
            channel);
    return new Message(
        key.messageId(), tenant, channel, AlertMessages.TYPE, monitor.id(), data, first);
  }
}
