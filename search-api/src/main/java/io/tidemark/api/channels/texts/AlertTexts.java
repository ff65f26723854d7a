/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.api.channels.texts;

import io.tidemark.api.outbox.Message;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/** Writes messages about alerts of monitors. */
final class AlertTexts {

  /** Conditions whose limit the condition says itself. */
  private static final Set<String> LIMITS = Set.of("above", "below", "pipeline");

  private final MessageWords words;
  private final MetricLabels labels;
  private final ConditionTexts conditions;
  private final ZoneId zone;

  AlertTexts(MessageWords words, MetricLabels labels, ZoneId zone) {
    this.words = words;
    this.labels = labels;
    this.conditions = new ConditionTexts(words);
    this.zone = zone;
  }

  MessageText writeAlert(Message message, MessageData data) {
    long others = countGroups(data) - 1;
    List<String> lines = new ArrayList<>();
    if (others > 0) {
      addGroups(data, lines);
    } else {
      addValue(data, lines);
    }
    conditions
        .describeCondition(data, findUnit(data))
        .ifPresent(condition -> lines.add(fillTemplate("alert.condition", "condition", condition)));
    describeWindow(data)
        .ifPresent(window -> lines.add(fillTemplate("alert.window", "window", window)));
    addFinality(data, lines);
    String state = nameState(data);
    String more =
        others > 0 ? ' ' + fillTemplate("group.more", "count", Long.toString(others)) : "";
    String title =
        words.fillTemplate(
            "alert.title",
            Map.of(
                "state", describeState(state), "subject", describeSubject(message, data) + more));
    return MessageTexts.createText(words, title, lines, data, chooseTone(state));
  }

  private static String describeSubject(Message message, MessageData data) {
    String monitor = data.readText("monitor").orElse(MessageData.toLine(message.subject()));
    return data.findNamed("group", MessageLabels.LABEL)
        .map(group -> monitor + " · " + group)
        .orElse(monitor);
  }

  private static long countGroups(MessageData data) {
    return data.findNode("groups").size() + data.findNode("more_groups").asLong(0);
  }

  private void addValue(MessageData data, List<String> lines) {
    describeValue(data, data)
        .ifPresent(value -> lines.add(fillTemplate("alert.value", "value", value)));
    if (!LIMITS.contains(data.findNode("condition").path("kind").asString(""))) {
      data.formatNumber("reference")
          .ifPresent(usual -> lines.add(fillTemplate("alert.reference", "value", usual)));
    }
    for (String remark : List.of("late", "corrected")) {
      if (data.findNode(remark).asBoolean(false)) {
        lines.add(words.getWord("alert." + remark));
      }
    }
  }

  /** The value of a group, with the metric that the message names. */
  private Optional<String> describeValue(MessageData group, MessageData data) {
    Optional<String> metric = data.readText("metric");
    String label = metric.map(name -> findLabel(data, name) + ' ').orElse("");
    return group.formatNumber("value").map(value -> label + value + findUnit(data));
  }

  /** The unit behind values of the metric; empty without one. */
  private String findUnit(MessageData data) {
    return data.readText("currency")
        .or(
            () ->
                data.readText("metric")
                    .flatMap(name -> labels.findTimeUnit(data.readText("workload"), name)))
        .map(text -> ' ' + text)
        .orElse("");
  }

  /** Money is no metric of a schema. */
  private String findLabel(MessageData data, String metric) {
    return labels
        .findLabel(data.readText("workload"), metric)
        .or(() -> words.findWord("metric." + metric))
        .orElse(metric);
  }

  /** One line for each of several groups of one message. */
  private void addGroups(MessageData data, List<String> lines) {
    for (JsonNode group : data.findNode("groups")) {
      if (!group.isObject()) {
        MessageData.readText(group).ifPresent(lines::add);
        continue;
      }
      MessageData one = new MessageData(group, zone);
      String name =
          one.findNamed("group", MessageLabels.LABEL).or(() -> one.readText("key")).orElse("–");
      String value = describeValue(one, data).map(text -> ": " + text).orElse("");
      lines.add(describeState(nameState(one)) + " · " + name + value);
    }
    long more = data.findNode("more_groups").asLong(0);
    if (more > 0) {
      lines.add(fillTemplate("group.more", "count", Long.toString(more)));
    }
  }

  private static Optional<String> describeWindow(MessageData data) {
    JsonNode window = data.findNode("window");
    Optional<String> from = data.formatTime(window.path("from"));
    Optional<String> to = data.formatTime(window.path("to"));
    return from.isPresent() && to.isPresent()
        ? Optional.of(
            from.get()
                + " – "
                + leaveOutDay(from.get(), to.get())
                + " ("
                + data.zone().getId()
                + ')')
        : data.readText("window");
  }

  /** The end of a window, without its day where that is the day of the start. */
  private static String leaveOutDay(String from, String to) {
    String day = from.substring(0, from.indexOf(' ') + 1);
    return to.startsWith(day) ? to.substring(day.length()) : to;
  }

  /** The pipeline itself is watched by the clock. */
  private void addFinality(MessageData data, List<String> lines) {
    Optional<Instant> end = MessageData.readInstant(data.findNode("window").path("to"));
    Optional<Instant> last = data.readInstant("final_through");
    boolean isTold = last.isPresent() || data.findNode("final_through").isNull();
    if (end.isEmpty() || !isTold || data.readText("metric").isEmpty()) {
      return;
    }
    if (last.isEmpty()) {
      lines.add(words.getWord("alert.nothing_final"));
    } else if (last.get().isBefore(end.get())) {
      lines.add(
          fillTemplate("alert.provisional", "final", data.formatTime("final_through").orElse("")));
    } else {
      lines.add(words.getWord("alert.final"));
    }
  }

  /** A change says more than the state after it: an alert that ended may be pending again. */
  private static String nameState(MessageData group) {
    String state = group.readText("state").orElse("");
    return switch (group.readText("change").orElse("")) {
      case "resolved" -> group.findNode("corrected").asBoolean(false) ? "corrected" : "resolved";
      case "data_again" -> "data_again";
      case "still_firing" -> "still_firing";
      default -> state;
    };
  }

  private String describeState(String state) {
    return words.findWord("state." + state).orElse(state);
  }

  private static MessageText.Tone chooseTone(String state) {
    return switch (state) {
      case "firing", "still_firing" -> MessageText.Tone.ALARM;
      case "ok", "resolved", "corrected", "data_again" -> MessageText.Tone.GOOD;
      default -> MessageText.Tone.WARNING;
    };
  }

  private String fillTemplate(String key, String name, String value) {
    return words.fillTemplate(key, Map.of(name, value));
  }
}
