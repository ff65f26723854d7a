/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.benchmarks.api;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.tidemark.benchmarks.files.DataFolder;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Raw calls in DuckDB over Parquet files, one a day, sorted by time. It stands for the column
 * stores that other platforms ask for usage.
 */
final class ColumnStore implements AutoCloseable {

  private static final int THREADS = 2;

  private static final String VIEW =
      """
      CREATE VIEW asked AS SELECT * FROM read_parquet('%s')
      WHERE tenant_id = '%s' AND event_time >= TIMESTAMP '%s' AND event_time < TIMESTAMP '%s'
      """;

  private static final String SUMMARY =
      """
      SELECT count(*) AS calls, count(*) FILTER (outcome = 'failed') AS failed,
        sum(input_tokens) AS input_tokens, sum(output_tokens) AS output_tokens,
        count(DISTINCT model) AS models, count(DISTINCT user_id) AS users,
        max(latency_ms) AS longest, quantile_disc(latency_ms, [0.5, 0.95]) AS percentiles
      FROM asked
      """;

  private static final Map<TenantQuestion, String> QUESTIONS =
      Map.of(
          TenantQuestion.SUMMARY,
          SUMMARY,
          TenantQuestion.TREND,
          "SELECT epoch_ms(day), model, calls FROM (SELECT date_trunc('day', event_time) AS day,"
              + " model, count(*) AS calls FROM asked GROUP BY day, model)",
          TenantQuestion.DISTRIBUTION,
          "SELECT user_id, count(*) AS calls, sum(count(*)) OVER () AS total FROM asked"
              + " GROUP BY user_id ORDER BY calls DESC LIMIT 8");

  /** Few different values: no percentile needs all calls in memory. */
  private static final String LATENCIES =
      "SELECT latency_ms, count(*) AS calls FROM asked GROUP BY latency_ms ORDER BY latency_ms";

  private final Path folder;
  private final Instant from;
  private final Instant to;
  private Connection connection;

  private ColumnStore(Path folder, TenantCalls calls) throws SQLException {
    this.folder = folder;
    from = calls.first();
    to = calls.end();
    connection = connect();
  }

  /** Writes calls below a folder and opens them. */
  static ColumnStore write(TenantCalls calls, Path folder) throws IOException, SQLException {
    Files.createDirectories(folder);
    ColumnStore store = new ColumnStore(folder, calls);
    String template;
    try (InputStream text = ColumnStore.class.getResourceAsStream("tenant-calls.sql")) {
      template = new String(text.readAllBytes(), UTF_8);
    }
    long perHour = (long) TenantCalls.PER_DOCUMENT * calls.groupsInHour();
    for (int hour = 0; hour < calls.hours(); hour += 24) {
      String day =
          template
              .replace("FROM_NUMBER", Long.toString(hour * perHour))
              .replace("TO_NUMBER", Long.toString(Math.min(hour + 24, calls.hours()) * perHour))
              .replace("TENANT", ServedApi.TENANT)
              .replace("FIRST_MILLIS", Long.toString(calls.first().toEpochMilli()))
              .replace("PER_DOCUMENT", Integer.toString(TenantCalls.PER_DOCUMENT))
              .replace("GROUPS_IN_HOUR", Integer.toString(calls.groupsInHour()))
              .replace("GROUPS_APART", Integer.toString(TenantCalls.GROUPS_APART))
              .replace("GROUP_COUNT", Integer.toString(calls.groups()))
              .replace("USERS", Integer.toString(TenantCalls.USERS))
              .replace("MODELS", Integer.toString(TenantCalls.MODELS));
      Path file = folder.resolve("day-%03d.parquet".formatted(hour / 24));
      store.execute("COPY (" + day + ") TO '" + file + "' (FORMAT parquet, COMPRESSION zstd)");
    }
    store.reopen();
    return store;
  }

  private Connection connect() throws SQLException {
    Connection opened = DriverManager.getConnection("jdbc:duckdb:");
    try (Statement statement = opened.createStatement()) {
      statement.execute("SET threads = " + THREADS);
      statement.execute("SET temp_directory = '" + folder.resolve("temporary") + "'");
    }
    return opened;
  }

  /** Restarts with nothing in its caches. */
  void reopen() throws SQLException {
    connection.close();
    connection = connect();
    execute(
        VIEW.formatted(
            folder.resolve("*.parquet"), ServedApi.TENANT, formatLiteral(from), formatLiteral(to)));
  }

  /** Columns hold times of UTC without a zone. */
  private static String formatLiteral(Instant time) {
    return time.toString().replace("Z", "");
  }

  /** The rows of the answer. */
  List<List<Object>> ask(TenantQuestion question) throws SQLException {
    return runQuery(QUESTIONS.get(question));
  }

  /** The smallest latency that the given percentage of all calls does not exceed. */
  long exactPercentile(int percent) throws SQLException {
    List<List<Object>> counts = runQuery(LATENCIES);
    long calls = counts.stream().mapToLong(row -> ((Number) row.get(1)).longValue()).sum();
    long behind = (long) Math.ceil(percent / 100.0 * calls);
    for (List<Object> row : counts) {
      behind -= ((Number) row.get(1)).longValue();
      if (behind <= 0) {
        return ((Number) row.get(0)).longValue();
      }
    }
    throw new IllegalStateException("No calls");
  }

  private List<List<Object>> runQuery(String sql) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet result = statement.executeQuery(sql)) {
      int columns = result.getMetaData().getColumnCount();
      List<List<Object>> rows = new ArrayList<>();
      while (result.next()) {
        List<Object> row = new ArrayList<>();
        for (int i = 1; i <= columns; i++) {
          row.add(result.getObject(i));
        }
        rows.add(row);
      }
      return rows;
    }
  }

  private void execute(String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  /** The size of the files. */
  long bytes() throws IOException {
    return new DataFolder(folder).bytes();
  }

  @Override
  public void close() throws SQLException {
    connection.close();
  }
}
