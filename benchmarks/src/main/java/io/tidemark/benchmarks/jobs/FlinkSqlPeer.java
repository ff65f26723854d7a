/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.benchmarks.jobs;

import io.tidemark.benchmarks.answers.HourLine;
import io.tidemark.benchmarks.measuring.JobSettings;
import io.tidemark.benchmarks.measuring.MeasuredJob;
import java.io.IOException;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
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
    FlinkSql.declareTopic(tables, "calls.sql", settings);
    tables.executeSql(FlinkSql.statement("counted-once.sql"));
    Table hours = tables.sqlQuery(FlinkSql.statement("hours.sql"));
    tables
        .toDataStream(hours)
        .sinkTo(new AnswerSink(FlinkSqlPeer::writeLine, row -> (Long) row.getField(CALLS)));
    return environment;
  }

  private static String writeLine(Row row) {
    HourLine line = new HourLine();
    line.add(((LocalDateTime) row.getField(0)).toInstant(ZoneOffset.UTC));
    for (int column = 1; column < row.getArity(); column++) {
      line.add(row.getField(column));
    }
    return line.toString();
  }
}
