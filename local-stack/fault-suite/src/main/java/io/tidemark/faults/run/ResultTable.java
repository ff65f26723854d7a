/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.faults.run;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The table at the end of a run; valid Markdown, so that it can go into documentation as it is. */
public final class ResultTable {

  /** Names of the columns. */
  static final String HEAD =
      "| fault                  | rounds | survived | events | documents | lost | doubled | wrong | seconds to recover: median, worst |";

  static final int COLUMNS = 9;

  private ResultTable() {}

  /** One line per fault, in the order of the run. */
  public static List<String> createTable(List<RoundResult> results) {
    List<String> lines = new ArrayList<>(List.of(HEAD, "|" + " --- |".repeat(COLUMNS)));
    byFault(results).forEach((fault, rounds) -> lines.add(createLine(fault, rounds)));
    return lines;
  }

  /** Rounds of each fault, in the order of the run. */
  static Map<String, List<RoundResult>> byFault(List<RoundResult> results) {
    Map<String, List<RoundResult>> byFault = new LinkedHashMap<>();
    results.forEach(
        result -> byFault.computeIfAbsent(result.fault(), key -> new ArrayList<>()).add(result));
    return byFault;
  }

  /** The line of one fault. */
  static String createLine(String fault, List<RoundResult> rounds) {
    return String.format(
        Locale.ROOT,
        "| %-22s | %6d | %8d | %6d | %9d | %4d | %7d | %5d | %s |",
        fault,
        rounds.size(),
        rounds.stream().filter(RoundResult::survived).count(),
        rounds.stream().mapToLong(RoundResult::events).sum(),
        rounds.stream().mapToLong(RoundResult::documents).sum(),
        rounds.stream().mapToLong(RoundResult::lost).sum(),
        rounds.stream().mapToLong(RoundResult::doubled).sum(),
        rounds.stream().mapToLong(RoundResult::wrong).sum(),
        describeRecovery(rounds));
  }

  private static String describeRecovery(List<RoundResult> rounds) {
    List<Double> all =
        rounds.stream().flatMap(round -> round.recoveries().stream()).sorted().toList();
    return all.isEmpty()
        ? "-"
        : String.format(
            Locale.ROOT, "%.1f, %.1f", all.get(all.size() / 2), all.get(all.size() - 1));
  }
}
