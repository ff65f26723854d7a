/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.faults.run;

import io.tidemark.stack.StackException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * The table of results in a page: the newest run of each fault, in the order of the catalogue. It
 * is between two marks; what is around it stays.
 */
public final class RecordedResults {

  private static final String BEGIN = "<!-- Written by bin/tidemark faults --record -->";
  private static final String END = "<!-- End of the table -->";
  private static final String HEAD = ResultTable.HEAD + " seed | day |";
  private static final String RULE = "|" + " --- |".repeat(ResultTable.COLUMNS + 2);

  private final List<String> order;

  /**
   * @param order names of all faults, as the table shall have them
   */
  public RecordedResults(List<String> order) {
    this.order = List.copyOf(order);
  }

  /**
   * Puts results into a page.
   *
   * @throws StackException when it cannot be read, has no such table, or cannot be written
   */
  public void writeResults(Path page, List<RoundResult> results, long seed, LocalDate day) {
    try {
      Files.writeString(page, mergeResults(Files.readString(page), results, seed, day));
    } catch (IOException failure) {
      throw new StackException("cannot write " + page, failure);
    }
  }

  String mergeResults(String page, List<RoundResult> results, long seed, LocalDate day) {
    int begin = page.indexOf(BEGIN);
    int end = page.indexOf(END);
    if (begin < 0 || end < begin) {
      throw new StackException("the page has no table of results: it needs the line " + BEGIN);
    }
    Map<Integer, String> rows = new TreeMap<>();
    Stream.concat(
            page.substring(begin, end).lines().filter(line -> line.startsWith("| ")),
            ResultTable.byFault(results).entrySet().stream()
                .map(one -> ResultTable.createLine(one.getKey(), one.getValue()))
                .map(line -> "%s %d | %s |".formatted(line, seed, day)))
        .filter(line -> order.contains(faultOf(line)))
        .forEach(line -> rows.put(order.indexOf(faultOf(line)), line));
    List<String> table = new ArrayList<>(List.of(BEGIN, HEAD, RULE));
    table.addAll(rows.values());
    return page.substring(0, begin) + String.join("\n", table) + "\n" + page.substring(end);
  }

  private static String faultOf(String line) {
    return line.substring(2, line.indexOf('|', 2)).strip();
  }
}
