/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.benchmarks.wholejob;

import io.tidemark.benchmarks.report.Section;
import java.util.List;

/**
 * A job against another one over the same topic.
 *
 * @param name of the row
 * @param title what is divided by what
 * @param all the sides: first the one above the line, then the one below, then others to be shown
 * @param target the ratio wanted, events a second of the first to the second
 */
public record WholeJobRow(String name, String title, List<Side> all, double target)
    implements JobRow {

  /** Rows of whole jobs that share a topic. */
  public static final List<JobRow> ALL =
      List.of(
          new WholeJobRow(
              "J1",
              "whole job ÷ the same in Flink SQL",
              List.of(Side.OWN, Side.FLINK_SQL, Side.FLINK_SQL_ROCKSDB),
              5),
          new WholeJobRow(
              "J2",
              "whole job ÷ the same in plain DataStream code",
              List.of(Side.OWN, Side.DATA_STREAM),
              3),
          new WholeJobRow(
              "J3",
              "whole job ÷ the same in Kafka Streams",
              List.of(Side.OWN, Side.KAFKA_STREAMS),
              4),
          new WholeJobRow(
              "J4",
              "whole job ÷ reading and parsing alone",
              List.of(Side.OWN, Side.READ_AND_PARSE),
              0.5),
          new WholeJobRow(
              "J5", "state in RocksDB ÷ on the heap", List.of(Side.OWN_ROCKSDB, Side.OWN), 0.6),
          new WholeJobRow(
              "J12", "with daily documents ÷ without", List.of(Side.OWN_WITH_DAYS, Side.OWN), 0.97),
          new SteadyRow(
              new WholeJobRow(
                  "J1s",
                  "whole job ÷ the same in Flink SQL, in steady state",
                  List.of(Side.OWN, Side.FLINK_SQL),
                  4.5)),
          new SteadyRow(
              new WholeJobRow(
                  "J4s",
                  "whole job ÷ reading and parsing alone, in steady state",
                  List.of(Side.OWN, Side.READ_AND_PARSE),
                  0.55)),
          new CheckpointsRow(),
          new LastShuffleRow());

  @Override
  public List<Side> sides(Arena arena) {
    return all;
  }

  @Override
  public Section section(Arena arena, List<List<JobRun>> runs) {
    RunTable table = new RunTable(arena, all, runs);
    return new Section(name, title).table(table.lines()).say(table.ratio(target));
  }
}
