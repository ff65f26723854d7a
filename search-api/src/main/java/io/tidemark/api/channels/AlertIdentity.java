/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.api.channels;

import io.tidemark.api.channels.texts.MessageTexts;
import io.tidemark.api.outbox.Message;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/**
 * The alerts of a message, by their labels. Alertmanager knows an alert by its labels, so that they
 * hold no numbers that change.
 *
 * @param until when the alerts end by themselves; null when only another message ends them
 */
record AlertIdentity(List<Alert> alerts, Instant until) {

  /** States in which an alert is not over. */
  private static final Set<String> FIRING = Set.of("firing", "no_data", "late");

  /** How long a test goes on: Alertmanagers collect alerts for a while before they notify. */
  private static final Duration TEST = Duration.ofMinutes(5);

  /** How long the alert of a budget goes on, also at the end of a period. */
  private static final Duration LEAST = Duration.ofHours(1);

  /** The one of these that no further message is about. */
  private static final String LATE = "late";

  /**
   * One alert.
   *
   * @param isFiring whether it continues after the message
   * @param since when it began; null when it begins with the message
   * @param isSentAgain whether {@link AlertRefresh} sends it while it continues
   */
  record Alert(Map<String, String> labels, boolean isFiring, Instant since, boolean isSentAgain) {}

  static AlertIdentity of(Message message) {
    JsonNode data = message.data();
    return switch (message.type()) {
      case MessageTexts.ALERT_CHANGED -> ofMonitor(message, data);
      case MessageTexts.BUDGET_LEVEL -> ofBudget(message, data);
      default -> ofMessage(message);
    };
  }

  /** A request or a test. An Alertmanager sends no notification of an ended alert. */
  private static AlertIdentity ofMessage(Message message) {
    Map<String, String> labels =
        createLabels(message, "TidemarkMessage", "info", "subject", message.subject());
    boolean isTest = message.type().equals(MessageTexts.CHANNEL_TEST);
    return new AlertIdentity(
        List.of(new Alert(labels, true, null, false)),
        isTest ? message.createdAt().plus(TEST) : null);
  }

  private static AlertIdentity ofMonitor(Message message, JsonNode data) {
    String monitor = data.path("monitor").asString(message.subject());
    String severity = data.path("severity").asString("warning");
    String state = data.path("state").asString("");
    JsonNode groups = data.path("groups");
    List<Alert> all = new ArrayList<>();
    for (JsonNode group : groups.isArray() && !groups.isEmpty() ? groups : List.of(data)) {
      String name =
          group.isObject()
              ? group.path("group").asString(group.path("key").asString(""))
              : group.asString();
      String own = group.path("state").asString(state);
      all.add(
          new Alert(
              withGroup(
                  createLabels(message, "TidemarkMonitor", severity, "monitor", monitor), name),
              FIRING.contains(own),
              readInstant(group.path("since")),
              !own.equals(LATE)));
    }
    return new AlertIdentity(all, null);
  }

  private static AlertIdentity ofBudget(Message message, JsonNode data) {
    String severity = data.path("percent").asDouble(0) >= 100 ? "critical" : "warning";
    Map<String, String> labels =
        withGroup(
            createLabels(
                message, "TidemarkBudget", severity, "budget", data.path("budget").asString("")),
            data.path("value").asString(""));
    // The period of a late level is over, and its alert would end before it starts.
    boolean late = data.path("late").asBoolean(false);
    Instant end = late ? null : readInstant(data.path("period").path("to"));
    Instant least = message.createdAt().plus(LEAST);
    Instant until = end != null && end.isBefore(least) ? least : end;
    return new AlertIdentity(List.of(new Alert(labels, true, null, false)), until);
  }

  private static Instant readInstant(JsonNode value) {
    try {
      return value.isString() ? Instant.parse(value.asString()) : null;
    } catch (DateTimeParseException e) {
      return null;
    }
  }

  private static Map<String, String> createLabels(
      Message message, String name, String severity, String about, String id) {
    Map<String, String> labels = new LinkedHashMap<>();
    labels.put("alertname", name);
    labels.put("severity", severity);
    labels.put("tenant", message.tenant());
    labels.put(about, id);
    return labels;
  }

  private static Map<String, String> withGroup(Map<String, String> labels, String group) {
    if (!group.isEmpty()) {
      labels.put("group", group);
    }
    return labels;
  }
}
