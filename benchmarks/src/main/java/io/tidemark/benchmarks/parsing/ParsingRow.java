/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.benchmarks.parsing;

import com.alibaba.fastjson2.JSONReader;
import com.alibaba.fastjson2.util.Fnv;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.tidemark.benchmarks.Row;
import io.tidemark.benchmarks.Scale;
import io.tidemark.benchmarks.report.Circumstances;
import io.tidemark.benchmarks.report.Median;
import io.tidemark.benchmarks.report.Section;
import io.tidemark.model.modelcalls.CallCount;
import io.tidemark.model.modelcalls.ModelCall;
import io.tidemark.model.modelcalls.formats.NativeModelCallFormat;
import io.tidemark.model.parsing.UsageFormat;
import io.tidemark.testkit.events.CallGenerator;
import io.tidemark.testkit.events.CallJson;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Tidemark's parser against Jackson's streaming parser over all tokens and fastjson2's reader, on
 * one thread.
 */
public final class ParsingRow implements Row {

  private static final double TARGET = 2;
  private static final int MOST_RECORDS = 100_000;
  private static final int ROUNDS = 21;

  private static final long INPUT_TOKENS = Fnv.hashCode64("input_tokens");

  private final JsonFactory jackson = new JsonFactory();

  @Override
  public String name() {
    return "J7";
  }

  @Override
  public Section measure(Scale scale, Path work) throws IOException {
    Circumstances circumstances = new Circumstances();
    int rounds = scale.rounds(ROUNDS);
    List<byte[]> records = createRecords(scale);
    List<Double> ours = new ArrayList<>();
    List<Double> theirs = new ArrayList<>();
    List<Double> fast = new ArrayList<>();
    // The first half only warms up.
    for (int round = 0; round < 2 * rounds; round++) {
      Timed own = measureOwn(records);
      Timed peer = measureJackson(records);
      Timed fastest = measureFastjson(records);
      if (own.tokens != peer.tokens || own.tokens != fastest.tokens) {
        throw new IllegalStateException(
            "Input tokens: " + List.of(own.tokens, peer.tokens, fastest.tokens));
      }
      if (round >= rounds) {
        ours.add(own.nanos / (double) records.size());
        theirs.add(peer.nanos / (double) records.size());
        fast.add(fastest.nanos / (double) records.size());
      }
    }
    return createSection(
            Median.of(ours, Double::doubleValue),
            Median.of(theirs, Double::doubleValue),
            Median.of(fast, Double::doubleValue),
            rounds)
        .say(circumstances.describe("benchmarks/run J7" + scale.options()));
  }

  /** All times are nanoseconds of processor time per event. */
  private Section createSection(double own, double peer, double fastjson, int rounds) {
    return new Section(name(), "own parser ÷ Jackson streaming over all tokens")
        .table(
            List.of(
                List.of("", "CPU ns/event", "events per CPU second"),
                List.of("Tidemark", Median.text(own, 0), Median.text(1e9 / own, 0)),
                List.of("Jackson", Median.text(peer, 0), Median.text(1e9 / peer, 0)),
                List.of("fastjson2", Median.text(fastjson, 0), Median.text(1e9 / fastjson, 0))))
        .say(
            "Ratio **"
                + Median.text(peer / own, 2)
                + "**; target "
                + TARGET
                + ". To fastjson2: **"
                + Median.text(fastjson / own, 2)
                + "**.")
        .say(
            "Tidemark's side finds, checks and keeps every field of the event, dimensions and"
                + " client family included; Jackson's only visits tokens and adds up one number,"
                + " and fastjson2's reader skips every field but that number."
                + " The sums of input tokens are compared in each of "
                + rounds
                + " rounds.");
  }

  private static List<byte[]> createRecords(Scale scale) {
    List<byte[]> records = new ArrayList<>();
    CallJson json = new CallJson();
    long events = Math.min(MOST_RECORDS, scale.input().events());
    new CallGenerator(scale.input().withEvents(events).volume())
        .generate(call -> {}, call -> records.add(json.write(call)));
    return records;
  }

  private record Timed(long nanos, long tokens) {}

  private static Timed measureOwn(List<byte[]> records) {
    NativeModelCallFormat format = new NativeModelCallFormat();
    TokenSum sum = new TokenSum();
    long start = readProcessorTime();
    for (byte[] record : records) {
      format.parse(record, sum);
    }
    return new Timed(readProcessorTime() - start, sum.tokens);
  }

  private Timed measureJackson(List<byte[]> records) throws IOException {
    long tokens = 0;
    long start = readProcessorTime();
    for (byte[] record : records) {
      try (JsonParser parser = jackson.createParser(record)) {
        for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
          if (token == JsonToken.VALUE_NUMBER_INT && parser.currentName().equals("input_tokens")) {
            tokens += parser.getLongValue();
          }
        }
      }
    }
    return new Timed(readProcessorTime() - start, tokens);
  }

  private static Timed measureFastjson(List<byte[]> records) {
    long tokens = 0;
    long start = readProcessorTime();
    for (byte[] record : records) {
      try (JSONReader reader = JSONReader.of(record)) {
        reader.nextIfObjectStart();
        while (!reader.nextIfObjectEnd()) {
          if (reader.readFieldNameHashCode() == INPUT_TOKENS) {
            tokens += reader.readInt64Value();
          } else {
            reader.skipValue();
          }
        }
      }
    }
    return new Timed(readProcessorTime() - start, tokens);
  }

  private static long readProcessorTime() {
    return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
  }

  private static final class TokenSum implements UsageFormat.Output<ModelCall> {
    private long tokens;

    @Override
    public void event(ModelCall call) {
      tokens += Math.max(0, call.count(CallCount.INPUT_TOKENS));
    }

    @Override
    public void reject(String message) {
      throw new IllegalStateException(message);
    }
  }
}
