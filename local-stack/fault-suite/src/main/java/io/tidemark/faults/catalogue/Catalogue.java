/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.faults.catalogue;

import io.tidemark.faults.run.Fault;
import io.tidemark.stack.StackException;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** All faults, by number. */
public final class Catalogue {

  private static final List<Fault> FAULTS =
      Stream.of(
              ProcessFaults.listAll(),
              ElasticsearchFaults.listAll(),
              InputFaults.listAll(),
              StateFaults.listAll(),
              IntakeFaults.listAll(),
              MessageFaults.listAll(),
              PeopleFaults.listAll())
          .flatMap(List::stream)
          .sorted(Comparator.comparingInt(Fault::number))
          .toList();

  private static final List<Fault> MEASUREMENTS =
      List.of(Recovery.createFault(Recovery.USUAL_RATE), Recovery.withStandby(Recovery.USUAL_RATE));

  private Catalogue() {}

  /** The faults of the list. */
  public static List<Fault> listAll() {
    return FAULTS;
  }

  /**
   * One of them.
   *
   * @throws StackException when there is none of this name
   */
  public static Fault findByName(String name) {
    return Stream.concat(FAULTS.stream(), MEASUREMENTS.stream())
        .filter(fault -> fault.name().equals(name))
        .findFirst()
        .orElseThrow(
            () ->
                new StackException(
                    "unknown fault '%s': use one of %s"
                        .formatted(
                            name,
                            FAULTS.stream().map(Fault::name).collect(Collectors.joining(", ")))));
  }
}
