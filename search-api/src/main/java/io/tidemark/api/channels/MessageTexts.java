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

  MessageText write(Message message) {
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
    String percent = data.text("percent").orElse("?");
    List<String> lines = new ArrayList<>();
    lines.add(
        words.fill(
            "budget.used",
            Map.of(
                "used", data.number("used").orElse("?"),
                "amount", data.number("amount").orElse("?"),
                "measure", measure(data),
                "percent", percent)));
    data.text("level").ifPresent(level -> lines.add(fill("budget.level", "level", level(level))));
    data.number("projected")
        .ifPresent(projected -> lines.add(fill("budget.projected", "projected", projected)));
    addPeriod(data, lines);
    if (data.node("late").asBoolean(false)) {
      lines.add(words.fill("budget.late", Map.of()));
    }
    addFinality(data, lines);
    String title = words.fill("budget.title", Map.of("subject", budget(data), "percent", percent));
    boolean exceeded = data.node("percent").asDouble(0) >= ALL;
    return text(title, lines, data, exceeded ? MessageText.Tone.ALARM : MessageText.Tone.WARNING);
  }

  private static String budget(MessageData data) {
    String budget = data.text("budget").orElse("?");
    return data.named("value", MessageLabels.LABEL)
        .map(value -> budget + " · " + value)
        .orElse(budget);
  }

  private static String level(String level) {
    return level.matches("[0-9.]+") ? level + " %" : level;
  }

  private String measure(MessageData data) {
    String name = data.text("measure").orElse("");
    String label = labels.find(data.text("workload"), name).orElse(name);
    return data.text("currency").orElse(label);
  }

  private void addPeriod(MessageData data, List<String> lines) {
    JsonNode period = data.node("period");
    Optional<String> from = data.time(period.path("from"));
    Optional<String> to = data.time(period.path("to"));
    if (from.isPresent() && to.isPresent()) {
      lines.add(
          words.fill(
              "period", Map.of("from", from.get(), "to", to.get(), "zone", data.zone().getId())));
    }
  }

  private void addFinality(MessageData data, List<String> lines) {
    Optional<String> counted = data.time("counted_through");
    if (counted.isEmpty()) {
      return;
    }
    Optional<Instant> end = data.instant("counted_through");
    Optional<Instant> last = data.instant("final_through");
    boolean isFinal = end.isPresent() && last.isPresent() && !last.get().isBefore(end.get());
    String key = last.isEmpty() ? "counted.provisional" : isFinal ? "counted.final" : "counted";
    lines.add(
        words.fill(
            key, Map.of("counted", counted.get(), "final", data.time("final_through").orElse(""))));
  }

  private MessageText writeAlert(Message message, MessageData data) {
    String state = data.text("state").orElse("");
    String subject = data.text("monitor").orElse(MessageData.line(message.subject()));
    String whole =
        data.named("group", MessageLabels.LABEL)
            .map(group -> subject + " · " + group)
            .orElse(subject);
    List<String> lines = new ArrayList<>();
    addGroups(data, lines);
    addMetric(data, lines);
    data.text("condition")
        .ifPresent(condition -> lines.add(fill("alert.condition", "condition", condition)));
    window(data).ifPresent(window -> lines.add(fill("alert.window", "window", window)));
    addFinality(data, lines);
    String title = words.fill("alert.title", Map.of("state", state(state), "subject", whole));
    return text(title, lines, data, tone(state));
  }

  private void addMetric(MessageData data, List<String> lines) {
    Optional<String> metric = data.text("metric");
    String label = metric.map(name -> label(data, name) + ' ').orElse("");
    String currency = data.text("currency").map(code -> ' ' + code).orElse("");
    data.number("value")
        .ifPresent(value -> lines.add(fill("alert.value", "value", label + value + currency)));
  }

  /** Money is no metric of a schema. */
  private String label(MessageData data, String metric) {
    return labels
        .find(data.text("workload"), metric)
        .or(() -> words.find("metric." + metric))
        .orElse(metric);
  }

  /** One line for each of several groups of one message. */
  private void addGroups(MessageData data, List<String> lines) {
    for (JsonNode group : data.node("groups")) {
      if (!group.isObject()) {
        MessageData.text(group).ifPresent(lines::add);
        continue;
      }
      MessageData one = new MessageData(group, zone);
      String name = one.named("group", MessageLabels.LABEL).or(() -> one.text("key")).orElse("–");
      String state = one.text("state").map(text -> state(text) + " · ").orElse("");
      lines.add(state + name + one.number("value").map(value -> ": " + value).orElse(""));
    }
    long more = data.node("more_groups").asLong(0);
    if (more > 0) {
      lines.add(fill("group.more", "count", Long.toString(more)));
    }
  }

  private static Optional<String> window(MessageData data) {
    JsonNode window = data.node("window");
    Optional<String> from = data.time(window.path("from"));
    Optional<String> to = data.time(window.path("to"));
    return from.isPresent() && to.isPresent()
        ? Optional.of(from.get() + " – " + to.get() + " (" + data.zone().getId() + ')')
        : data.text("window");
  }

  private String state(String state) {
    return words.find("state." + state).orElse(state);
  }

  private static MessageText.Tone tone(String state) {
    return switch (state) {
      case "firing" -> MessageText.Tone.ALARM;
      case "ok", "resolved", "corrected" -> MessageText.Tone.GOOD;
      default -> MessageText.Tone.WARNING;
    };
  }

  private MessageText writeRequest(Message message, MessageData data) {
    String subject =
        data.text("budget").map(budget -> budget(data)).orElse(MessageData.line(message.subject()));
    List<String> lines = new ArrayList<>();
    data.named(MessageLabels.ASKED_BY, MessageLabels.ASKED_BY_LABEL)
        .ifPresent(value -> lines.add(fill("request.asked_by", "value", value)));
    for (String member : REQUEST_MEMBERS) {
      data.number(member).ifPresent(value -> lines.add(fill("request." + member, "value", value)));
    }
    data.time("until").ifPresent(until -> lines.add(fill("request.until", "value", until)));
    addPeriod(data, lines);
    return text(fill("request.title", "subject", subject), lines, data, MessageText.Tone.WARNING);
  }

  private MessageText writeTest(MessageData data) {
    String title = fill("test.title", "channel", data.text("channel").orElse(""));
    String line = fill("test.line", "sender", data.text("sent_by").orElse(""));
    return text(title, List.of(line), data, MessageText.Tone.NEUTRAL);
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
                MessageData.text(member.getValue())
                    .ifPresent(
                        value -> lines.add(MessageData.line(member.getKey() + ": " + value))));
    String title = fill("other.title", "subject", MessageData.line(message.subject()));
    return text(title, lines, data, MessageText.Tone.NEUTRAL);
  }

  /** Many messages in one. */
  MessageText writeDigest(List<Message> messages) {
    List<String> lines = new ArrayList<>();
    for (Message message : messages) {
      MessageText one = write(message);
      String first = Stream.concat(one.lines().stream(), Stream.of("")).findFirst().orElse("");
      lines.add(words.fill("digest.line", Map.of("title", one.title(), "first", first)));
    }
    String title = fill("digest.title", "count", Integer.toString(messages.size()));
    return new MessageText(
        title, lines, Optional.empty(), words.get("link"), MessageText.Tone.WARNING);
  }

  private MessageText text(
      String title, List<String> lines, MessageData data, MessageText.Tone tone) {
    // A link without a host leads nowhere outside the page.
    Optional<String> link =
        Optional.of(data.node("link").asString(""))
            .filter(address -> address.length() <= LONGEST_LINK)
            .filter(address -> LINK.matcher(address).matches());
    return new MessageText(title, List.copyOf(lines), link, words.get("link"), tone);
  }

  private String fill(String key, String name, String value) {
    return words.fill(key, Map.of(name, value));
  }
}
