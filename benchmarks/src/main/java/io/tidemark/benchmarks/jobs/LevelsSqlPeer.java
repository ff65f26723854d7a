/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.benchmarks.jobs;

import io.tidemark.benchmarks.answers.LevelLine;
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
    FlinkSql.declareTopic(tables, "steps.sql", settings);
    tables.executeSql(FlinkSql.statement("changes.sql"));
    tables.executeSql(FlinkSql.statement("levels.sql"));
    Table hours = tables.sqlQuery(FlinkSql.statement("level-hours.sql"));
    tables.toDataStream(hours).sinkTo(new AnswerSink(LevelsSqlPeer::writeLine, row -> 1));
    return environment;
  }

  private static String writeLine(Row row) {
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
