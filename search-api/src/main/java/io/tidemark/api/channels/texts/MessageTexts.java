/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.api.channels.texts;

import io.tidemark.api.outbox.Message;
import io.tidemark.api.page.PageLinks;
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
public final class MessageTexts {

  public static final String BUDGET_LEVEL = "io.tidemark.budget.level";
  public static final String BUDGET_REQUEST = "io.tidemark.budget.request";
  public static final String ALERT_CHANGED = "io.tidemark.alert.changed";
  public static final String CHANNEL_TEST = "io.tidemark.channel.test";

  private static final Pattern LINK = Pattern.compile("https?://[^\\s\"'<>()\\[\\]|]+");
  private static final int ALL = 100;
  private static final int MOST_OTHER_LINES = 20;

  private final MessageWords words;
  private final MetricLabels labels;
  private final AlertTexts alerts;
  private final ZoneId zone;

  public MessageTexts(Language language, ZoneId zone) {
    this.words = MessageWords.of(language);
    this.labels = MetricLabels.of(language);
    this.alerts = new AlertTexts(words, labels, zone);
    this.zone = zone;
  }

  public MessageText writeText(Message message) {
    MessageData data = new MessageData(message.data(), zone);
    return switch (message.type()) {
      case BUDGET_LEVEL -> writeLevel(data);
      case ALERT_CHANGED -> alerts.writeAlert(message, data);
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
    Optional<String> projected = data.formatNumber("projected");
    String reached = projected.isPresent() ? "budget.level.projected" : "budget.level";
    data.readText("level")
        .ifPresent(level -> lines.add(fillTemplate(reached, "level", describeLevel(level))));
    projected.ifPresent(usage -> lines.add(fillTemplate("budget.projected", "projected", usage)));
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
    Optional<String> workload = data.readText("workload");
    String label = labels.findLabel(workload, name).orElse(name);
    String unit = labels.findTimeUnit(workload, name).map(text -> text + ' ').orElse("");
    return data.readText("currency").orElse(unit + label);
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

  private MessageText writeRequest(Message message, MessageData data) {
    String subject =
        data.readText("budget")
            .map(budget -> describeBudget(data))
            .orElse(MessageData.toLine(message.subject()));
    List<String> lines = new ArrayList<>();
    data.findNamed(MessageLabels.ASKED_BY, MessageLabels.ASKED_BY_LABEL)
        .ifPresent(value -> lines.add(fillTemplate("request.asked_by", "value", value)));
    data.formatNumber("amount")
        .map(amount -> (amount + ' ' + describeMeasure(data)).strip())
        .ifPresent(amount -> lines.add(fillTemplate("request.amount", "value", amount)));
    data.readText("reason")
        .ifPresent(reason -> lines.add(fillTemplate("request.reason", "value", reason)));
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
  public MessageText writeDigest(List<Message> messages) {
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
    return createText(words, title, lines, data, tone);
  }

  static MessageText createText(
      MessageWords words,
      String title,
      List<String> lines,
      MessageData data,
      MessageText.Tone tone) {
    // A link without a host leads nowhere outside the page.
    Optional<String> link =
        Optional.of(data.findNode("link").asString(""))
            .filter(address -> address.length() <= PageLinks.LONGEST)
            .filter(address -> LINK.matcher(address).matches());
    return new MessageText(title, List.copyOf(lines), link, words.getWord("link"), tone);
  }

  private String fillTemplate(String key, String name, String value) {
    return words.fillTemplate(key, Map.of(name, value));
  }
}
