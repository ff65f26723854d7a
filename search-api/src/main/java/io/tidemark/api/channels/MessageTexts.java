/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.api.channels;

import io.tidemark.api.outbox.Message;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/** Writes messages for people, from the data of their events. */
final class MessageTexts {

  static final String BUDGET_LEVEL = "io.tidemark.budget.level";
  static final String BUDGET_REQUEST = "io.tidemark.budget.request";
  static final String ALERT_CHANGED = "io.tidemark.alert.changed";
  static final String CHANNEL_TEST = "io.tidemark.channel.test";

  private static final Pattern LINK = Pattern.compile("https?://[^\\s\"'<>()\\[\\]|]+");
  private static final int LONGEST_LINK = 1_500;
  private static final int ALL = 100;
  private static final int MOST_OTHER_LINES = 20;
  private static final List<String> REQUEST_MEMBERS = List.of("amount", "reason");

  private final MessageWords words;
  private final MetricLabels labels;
  private final ZoneId zone;

  MessageTexts(Language language, ZoneId zone) {
    this.words = MessageWords.of(language);
    this.labels = MetricLabels.of(language);
    this.zone = zone;
  }

  MessageText writeText(Message message) {
    MessageData data = new MessageData(message.data(), zone);
    return switch (message.type()) {
      case BUDGET_LEVEL -> writeLevel(data);
      case ALERT_CHANGED -> writeAlert(message, data);
      case BUDGET_REQUEST -> writeRequest(message, data);
      case CHANNEL_TEST -> writeTest(data);
      default -> writeOther(message, data);
    };
  }

  private MessageText writeLevel(MessageData data) {
    String percent = data.readText("percent").orElse("?");
    List<String> lines = new ArrayList<>();
    lines.add(
        words.fillTemplate(
            "budget.used",
            Map.of(
                "used", data.formatNumber("used").orElse("?"),
                "amount", data.formatNumber("amount").orElse("?"),
                "measure", describeMeasure(data),
                "percent", percent)));
    data.readText("level")
        .ifPresent(level -> lines.add(fillTemplate("budget.level", "level", describeLevel(level))));
    data.formatNumber("projected")
        .ifPresent(
            projected -> lines.add(fillTemplate("budget.projected", "projected", projected)));
    addPeriod(data, lines);
    if (data.findNode("late").asBoolean(false)) {
      lines.add(words.fillTemplate("budget.late", Map.of()));
    }
    addFinality(data, lines);
    String title =
        words.fillTemplate(
            "budget.title", Map.of("subject", describeBudget(data), "percent", percent));
    boolean exceeded = data.findNode("percent").asDouble(0) >= ALL;
    return createText(
        title, lines, data, exceeded ? MessageText.Tone.ALARM : MessageText.Tone.WARNING);
  }

  private static String describeBudget(MessageData data) {
    String budget = data.readText("budget").orElse("?");
    return data.findNamed("value", MessageLabels.LABEL)
        .map(value -> budget + " · " + value)
        .orElse(budget);
  }

  private static String describeLevel(String level) {
    return level.matches("[0-9.]+") ? level + " %" : level;
  }

  private String describeMeasure(MessageData data) {
    String name = data.readText("measure").orElse("");
    String label = labels.findLabel(data.readText("workload"), name).orElse(name);
    return data.readText("currency").orElse(label);
  }

  private void addPeriod(MessageData data, List<String> lines) {
    JsonNode period = data.findNode("period");
    Optional<String> from = data.formatTime(period.path("from"));
    Optional<String> to = data.formatTime(period.path("to"));
    if (from.isPresent() && to.isPresent()) {
      lines.add(
          words.fillTemplate(
              "period", Map.of("from", from.get(), "to", to.get(), "zone", data.zone().getId())));
    }
  }

  private void addFinality(MessageData data, List<String> lines) {
    Optional<String> counted = data.formatTime("counted_through");
    if (counted.isEmpty()) {
      return;
    }
    Optional<Instant> end = data.readInstant("counted_through");
    Optional<Instant> last = data.readInstant("final_through");
    boolean isFinal = end.isPresent() && last.isPresent() && !last.get().isBefore(end.get());
    String key = last.isEmpty() ? "counted.provisional" : isFinal ? "counted.final" : "counted";
    lines.add(
        words.fillTemplate(
            key,
            Map.of(
                "counted", counted.get(), "final", data.formatTime("final_through").orElse(""))));
  }

  private MessageText writeAlert(Message message, MessageData data) {
    String state = data.readText("state").orElse("");
    String subject = data.readText("monitor").orElse(MessageData.toLine(message.subject()));
    String whole =
        data.findNamed("group", MessageLabels.LABEL)
            .map(group -> subject + " · " + group)
            .orElse(subject);
    List<String> lines = new ArrayList<>();
    addGroups(data, lines);
    addMetric(data, lines);
    data.readText("condition")
        .ifPresent(condition -> lines.add(fillTemplate("alert.condition", "condition", condition)));
    describeWindow(data)
        .ifPresent(window -> lines.add(fillTemplate("alert.window", "window", window)));
    addFinality(data, lines);
    String title =
        words.fillTemplate("alert.title", Map.of("state", describeState(state), "subject", whole));
    return createText(title, lines, data, chooseTone(state));
  }

  private void addMetric(MessageData data, List<String> lines) {
    Optional<String> metric = data.readText("metric");
    String label = metric.map(name -> findLabel(data, name) + ' ').orElse("");
    String currency = data.readText("currency").map(code -> ' ' + code).orElse("");
    data.formatNumber("value")
        .ifPresent(
            value -> lines.add(fillTemplate("alert.value", "value", label + value + currency)));
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
      String state = one.readText("state").map(text -> describeState(text) + " · ").orElse("");
      lines.add(state + name + one.formatNumber("value").map(value -> ": " + value).orElse(""));
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
        ? Optional.of(from.get() + " – " + to.get() + " (" + data.zone().getId() + ')')
        : data.readText("window");
  }

  private String describeState(String state) {
    return words.findWord("state." + state).orElse(state);
  }

  private static MessageText.Tone chooseTone(String state) {
    return switch (state) {
      case "firing" -> MessageText.Tone.ALARM;
      case "ok", "resolved", "corrected" -> MessageText.Tone.GOOD;
      default -> MessageText.Tone.WARNING;
    };
  }

  private MessageText writeRequest(Message message, MessageData data) {
    String subject =
        data.readText("budget")
            .map(budget -> describeBudget(data))
            .orElse(MessageData.toLine(message.subject()));
    List<String> lines = new ArrayList<>();
    data.findNamed(MessageLabels.ASKED_BY, MessageLabels.ASKED_BY_LABEL)
        .ifPresent(value -> lines.add(fillTemplate("request.asked_by", "value", value)));
    for (String member : REQUEST_MEMBERS) {
      data.formatNumber(member)
          .ifPresent(value -> lines.add(fillTemplate("request." + member, "value", value)));
    }
    data.formatTime("until")
        .ifPresent(until -> lines.add(fillTemplate("request.until", "value", until)));
    addPeriod(data, lines);
    return createText(
        fillTemplate("request.title", "subject", subject), lines, data, MessageText.Tone.WARNING);
  }

  private MessageText writeTest(MessageData data) {
    String title = fillTemplate("test.title", "channel", data.readText("channel").orElse(""));
    String line = fillTemplate("test.line", "sender", data.readText("sent_by").orElse(""));
    return createText(title, List.of(line), data, MessageText.Tone.NEUTRAL);
  }

  /** An event of a type that this release does not know. */
  private MessageText writeOther(Message message, MessageData data) {
    List<String> lines = new ArrayList<>();
    message
        .data()
        .propertyStream()
        .filter(member -> !member.getKey().equals("link"))
        .limit(MOST_OTHER_LINES)
        .forEach(
            member ->
                MessageData.readText(member.getValue())
                    .ifPresent(
                        value -> lines.add(MessageData.toLine(member.getKey() + ": " + value))));
    String title = fillTemplate("other.title", "subject", MessageData.toLine(message.subject()));
    return createText(title, lines, data, MessageText.Tone.NEUTRAL);
  }

  /** Many messages in one. */
  MessageText writeDigest(List<Message> messages) {
    List<String> lines = new ArrayList<>();
    for (Message message : messages) {
      MessageText one = writeText(message);
      String first = Stream.concat(one.lines().stream(), Stream.of("")).findFirst().orElse("");
      lines.add(words.fillTemplate("digest.line", Map.of("title", one.title(), "first", first)));
    }
    String title = fillTemplate("digest.title", "count", Integer.toString(messages.size()));
    return new MessageText(
        title, lines, Optional.empty(), words.getWord("link"), MessageText.Tone.WARNING);
  }

  private MessageText createText(
      String title, List<String> lines, MessageData data, MessageText.Tone tone) {
    // A link without a host leads nowhere outside the page.
    Optional<String> link =
        Optional.of(data.findNode("link").asString(""))
            .filter(address -> address.length() <= LONGEST_LINK)
            .filter(address -> LINK.matcher(address).matches());
    return new MessageText(title, List.copyOf(lines), link, words.getWord("link"), tone);
  }

  private String fillTemplate(String key, String name, String value) {
    return words.fillTemplate(key, Map.of(name, value));
  }
}
