/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.faults.catalogue;

import io.tidemark.faults.load.Shape;
import io.tidemark.faults.run.ErasedUsage;
import io.tidemark.faults.run.Fault;
import io.tidemark.faults.run.FaultContext;
import java.util.List;

/** Faults while people are erased. */
final class PeopleFaults {

  private static final int LEAST_MILLIS = 500;
  private static final int MOST_MILLIS = 3_000;

  /** Without records that become dead letters: their topic is not part of an erasure. */
  private static final Shape.Mix NO_DEAD_LETTERS = new Shape.Mix(50, 0, 0, 0, 200);

  private PeopleFaults() {}

  static List<Fault> listAll() {
    return List.of(
        Fault.create(
                23,
                "erasure",
                "a person is erased from two tenants, once by pseudonym and once by deletion, while"
                    + " usage of the person arrives; the TaskManager is killed -9; then all hours"
                    + " are rebuilt from the topics",
                PeopleFaults::eraseUnderLoad)
            .underShape(Shape.USUAL.withMix(NO_DEAD_LETTERS)));
  }

  private static void eraseUnderLoad(FaultContext context) {
    ErasedUsage erased = context.prepareErasure();
    context.underLoad(LEAST_MILLIS, MOST_MILLIS);
    erased.erasePerson();
    context.underLoad(LEAST_MILLIS, MOST_MILLIS);
    context.recoverFrom(
        () -> {
          context.stack().killTaskManagers();
          context.stack().startTaskManager();
        });
    context.underLoad(LEAST_MILLIS, MOST_MILLIS);
  }
}
