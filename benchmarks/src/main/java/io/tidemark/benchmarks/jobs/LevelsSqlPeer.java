/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.benchmarks.jobs;

import io.tidemark.benchmarks.answers.LevelLine;
import io.tidemark.benchmarks.measuring.FirstFetch;
import io.tidemark.benchmarks.measuring.JobSettings;
import io.tidemark.benchmarks.measuring.MeasuredJob;
import io.tidemark.benchmarks.measuring.RunProgress;
import java.io.IOException;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.flink.api.connector.sink2.Sink;
import org.apache.flink.api.connector.sink2.SinkWriter;
import org.apache.flink.api.connector.sink2.WriterInitContext;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.table.api.Table;
import org.apache.flink.table.api.bridge.java.StreamTableEnvironment;
import org.apache.flink.types.Row;

/** How many runs of each tenant were going at once, in Flink SQL. */
public final class LevelsSqlPeer {

  private LevelsSqlPeer() {}

  public static void main(String[] arguments) throws Exception {
    MeasuredJob.run(arguments, LevelsSqlPeer::define);
  }

  private static StreamExecutionEnvironment define(
      JobSettings settings, Configuration configuration) throws IOException {
    StreamExecutionEnvironment environment =
        StreamExecutionEnvironment.getExecutionEnvironment(configuration);
    StreamTableEnvironment tables = FlinkSql.tables(environment);
    tables.executeSql(
        FlinkSql.statement("steps.sql")
            .formatted(
                settings.get(JobSettings.TOPIC),
                settings.get(JobSettings.BOOTSTRAP_SERVERS),
                settings.get(JobSettings.GROUP),
                FirstFetch.class.getName()));
    tables.executeSql(FlinkSql.statement("changes.sql"));
    tables.executeSql(FlinkSql.statement("levels.sql"));
    Table hours = tables.sqlQuery(FlinkSql.statement("level-hours.sql"));
    tables.toDataStream(hours).sinkTo(new RowSink());
    return environment;
  }

  /** Counts rows, and keeps each as an answer. */
  private static final class RowSink implements Sink<Row> {

    @Override
    @SuppressWarnings("deprecation") // Abstract until Flink 2; Flink calls the other one.
    public SinkWriter<Row> createWriter(InitContext context) {
      throw new UnsupportedOperationException("Needs Flink 1.19 or later");
    }

    @Override
    public SinkWriter<Row> createWriter(WriterInitContext context) {
      AtomicLong rows = RunProgress.counter();
      return new SinkWriter<>() {
        @Override
        public void write(Row row, Context writing) {
          RunProgress.answer(line(row));
          rows.incrementAndGet();
        }

        @Override
        public void flush(boolean endOfInput) {}

        @Override
        public void close() {}
      };
    }

    private static String line(Row row) {
      return LevelLine.of(
          ((LocalDateTime) row.getField(0)).toInstant(ZoneOffset.UTC).toEpochMilli(),
          (String) row.getField(1),
          new LevelLine.Levels(
              (Long) row.getField(2),
              (Long) row.getField(3),
              (Double) row.getField(4),
              (Long) row.getField(5)));
    }
  }
}
