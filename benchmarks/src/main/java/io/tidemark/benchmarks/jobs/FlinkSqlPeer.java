/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.benchmarks.jobs;

import io.tidemark.benchmarks.answers.HourLine;
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

/**
 * The same figures, but for histograms and status codes, in Flink SQL: set up as the guide on
 * performance tuning says, with mini-batches, two phases and object reuse.
 */
public final class FlinkSqlPeer {

  private static final int CALLS = HourLine.COLUMNS.indexOf("calls");

  private FlinkSqlPeer() {}

  public static void main(String[] arguments) throws Exception {
    MeasuredJob.run(arguments, FlinkSqlPeer::define);
  }

  private static StreamExecutionEnvironment define(
      JobSettings settings, Configuration configuration) throws IOException {
    StreamExecutionEnvironment environment =
        StreamExecutionEnvironment.getExecutionEnvironment(configuration);
    StreamTableEnvironment tables = FlinkSql.tables(environment);
    tables.executeSql(
        FlinkSql.statement("calls.sql")
            .formatted(
                settings.get(JobSettings.TOPIC),
                settings.get(JobSettings.BOOTSTRAP_SERVERS),
                settings.get(JobSettings.GROUP),
                FirstFetch.class.getName()));
    tables.executeSql(FlinkSql.statement("counted-once.sql"));
    Table hours = tables.sqlQuery(FlinkSql.statement("hours.sql"));
    tables.toDataStream(hours).sinkTo(new RowSink());
    return environment;
  }

  /** Counts the calls of each row, and keeps it as an answer. */
  private static final class RowSink implements Sink<Row> {

    @Override
    @SuppressWarnings("deprecation") // Abstract until Flink 2; Flink calls the other one.
    public SinkWriter<Row> createWriter(InitContext context) {
      throw new UnsupportedOperationException("Needs Flink 1.19 or later");
    }

    @Override
    public SinkWriter<Row> createWriter(WriterInitContext context) {
      AtomicLong calls = RunProgress.counter();
      return new SinkWriter<>() {
        @Override
        public void write(Row row, Context writing) {
          RunProgress.answer(line(row));
          calls.addAndGet((Long) row.getField(CALLS));
        }

        @Override
        public void flush(boolean endOfInput) {}

        @Override
        public void close() {}
      };
    }

    private static String line(Row row) {
      HourLine line = new HourLine();
      line.add(((LocalDateTime) row.getField(0)).toInstant(ZoneOffset.UTC));
      for (int column = 1; column < row.getArity(); column++) {
        line.add(row.getField(column));
      }
      return line.toString();
    }
  }
}
