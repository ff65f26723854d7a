/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.benchmarks.wholejob;

import io.tidemark.benchmarks.answers.OwnAnswers;
import io.tidemark.benchmarks.answers.OwnLevels;
import io.tidemark.benchmarks.input.InputKind;
import io.tidemark.stack.Checkout;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.UnaryOperator;

/** A job that can be measured: its class path, its main class, and how to read its answers. */
enum JobKind {
  OWN("Tidemark", InputKind.CALLS, "OwnJob", OwnAnswers::line),
  READ_AND_PARSE("reading and parsing alone", InputKind.CALLS, "ReadAndParse", null),
  FLINK_SQL("Flink SQL", InputKind.CALLS, "FlinkSqlPeer", UnaryOperator.identity()),
  DATA_STREAM("plain DataStream", InputKind.CALLS, "DataStreamPeer", UnaryOperator.identity()),
  KAFKA_STREAMS("Kafka Streams", InputKind.CALLS, "KafkaStreamsPeer", UnaryOperator.identity()),
  OWN_RUNS("Tidemark", InputKind.STEPS, "OwnRunsJob", OwnLevels::line),
  LEVELS_SQL("Flink SQL", InputKind.STEPS, "LevelsSqlPeer", UnaryOperator.identity()),
  OWN_SINK("Tidemark's sink", null, "OwnSinkLoad", null),
  STOCK_SINK("the connector as it comes", null, "StockSinkLoad", null),
  BARE_LOADER("bare loader, 8 threads", null, "BareLoad", null);

  private static final String JOBS = "io.tidemark.benchmarks.jobs.";

  private final String title;
  private final InputKind input;
  private final String main;

  @SuppressWarnings("ImmutableEnumChecker") // Stateless.
  private final UnaryOperator<String> answerReader;

  JobKind(String title, InputKind input, String main, UnaryOperator<String> answerReader) {
    this.title = title;
    this.input = input;
    this.main = JOBS + main;
    this.answerReader = answerReader;
  }

  String title() {
    return title;
  }

  /** The events that it reads; null when it reads none. */
  InputKind input() {
    return input;
  }

  String main() {
    return main;
  }

  /** Whether the job computes hourly figures. */
  boolean answers() {
    return answerReader != null;
  }

  /** An answer of the job as an hour line. */
  String read(String answer) {
    return answerReader.apply(answer);
  }

  List<Path> classPath() {
    Checkout checkout = Checkout.current();
    List<Path> entries = new ArrayList<>();
    entries.add(checkout.root().resolve("benchmarks/target/classes"));
    Path benchmarks = checkout.root().resolve("benchmarks");
    List<Path> ours = written(benchmarks.resolve("target/classpath"));
    switch (this) {
      case FLINK_SQL, LEVELS_SQL ->
          entries.addAll(written(benchmarks.resolve("flink-sql/target/classpath")));
      case KAFKA_STREAMS -> {
        entries.addAll(ours);
        entries.addAll(
            checkout.classPath("flink-cluster").stream()
                .filter(jar -> isOf(jar, "log4j-.*"))
                .toList());
      }
      default -> {
        entries.add(checkout.jobJar());
        entries.addAll(checkout.classPath("flink-cluster"));
        entries.addAll(ours.stream().filter(jar -> isOf(jar, libraries())).toList());
      }
    }
    return entries;
  }

  /** Libraries of the benchmarks that neither the job nor the cluster brings. */
  private String libraries() {
    // Flink's connector brings a client with much of Elasticsearch's server.
    return this == STOCK_SINK
        ? "(?!flink-|kafka-|log4j-|slf4j-).*|flink-connector-elasticsearch.*"
        : "jackson-.*";
  }

  private static boolean isOf(Path jar, String library) {
    return jar.getFileName().toString().matches(library);
  }

  private static List<Path> written(Path file) {
    try {
      return Arrays.stream(Files.readString(file).strip().split(File.pathSeparator))
          .map(Path::of)
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
