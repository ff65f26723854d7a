/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.system;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.tidemark.stack.Checkout;
import io.tidemark.stack.imports.CsvImport;
import io.tidemark.stack.imports.ImportRequest;
import io.tidemark.stack.sample.SamplePlan;
import io.tidemark.stack.send.InputFile;
import io.tidemark.testkit.events.EventLines;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;

/** Records of model calls: samples, broken ones, and a public trace. */
final class ModelCallInput {

  static final String TOPIC = "usage.model-calls";

  private static final List<String> MALFORMED =
      List.of(
          "{\"request_id\": \"cut",
          "[]",
          "{}",
          "{\"request_id\":\"x\",\"tenant_id\":\"demo\",\"model\":7}");

  private ModelCallInput() {}

  /**
   * Sample calls of the last hours, shuffled, some of them tagged, one in twenty sent twice, with
   * broken records in between.
   *
   * @param tag the name of the tag
   */
  static List<byte[]> sample(long seed, String tag) {
    Instant now = Instant.now();
    Random random = new Random(seed);
    List<byte[]> records = new ArrayList<>();
    SamplePlan plan =
        new SamplePlan(now.minusSeconds(6 * 3_600), now, 0.1, seed, List.of("demo", "other"));
    bytes(EventLines.sample("model-calls", plan).stream().map(line -> tagged(line, tag)).toList())
        .forEach(
            event -> {
              records.add(event);
              if (random.nextInt(20) == 0) {
                records.add(random.nextInt(records.size()), event);
              }
            });
    MALFORMED.forEach(
        record -> records.add(random.nextInt(records.size()), record.getBytes(UTF_8)));
    return records;
  }

  /** Every second event with a tag. */
  private static String tagged(String event, String tag) {
    return event.hashCode() % 2 == 0
        ? event.substring(0, event.length() - 1) + ",\"tags\":{\"%s\":\"red\"}}".formatted(tag)
        : event;
  }

  /** Sample calls of the last hour but one. */
  static List<byte[]> ofOneHour() {
    Instant now = Instant.now();
    SamplePlan plan =
        new SamplePlan(now.minusSeconds(7_200), now.minusSeconds(3_600), 0.2, 11, List.of("demo"));
    return bytes(EventLines.sample("model-calls", plan));
  }

  private static List<byte[]> bytes(List<String> lines) {
    return lines.stream().map(line -> line.getBytes(UTF_8)).toList();
  }

  /** The calls of a trace, as an import makes them. */
  static List<byte[]> ofTrace(Path trace) {
    ImportRequest request =
        new ImportRequest(
            new InputFile(trace),
            TOPIC,
            List.of(
                "event_time=TIMESTAMP",
                "input_tokens=ContextTokens",
                "output_tokens=GeneratedTokens"),
            List.of("tenant_id=acme", "user_id=alice", "api_key_id=k1", "model=gpt-conversation"));
    CsvImport rows = new CsvImport(request, true, Clock.systemUTC());
    List<byte[]> events = new ArrayList<>();
    rows.readEvents(rows.check(), events::add);
    return events;
  }

  /** The trace: next to the checkout, or next to the folder of a work tree. */
  static Path trace() {
    Path root = Checkout.current().root();
    String name = "shared/data/azure-llm-conversation-2023.csv";
    return Stream.of(root.resolve("..").resolve(name), root.resolve("../..").resolve(name))
        .map(Path::normalize)
        .filter(Files::exists)
        .findFirst()
        .orElse(root.resolveSibling(name));
  }
}
