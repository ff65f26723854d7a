/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.faults.run;

import io.tidemark.faults.load.Shape;

/**
 * One fault.
 *
 * @param number in the list of docs/reliability.md
 * @param name as the command takes it
 * @param title one line on what happens
 * @param rounds how often it is made unless the user says otherwise
 * @param shape of the load
 * @param script what happens under it
 */
public record Fault(int number, String name, String title, int rounds, Shape shape, Script script) {

  /** A fault of one round, under the usual load. */
  public static Fault create(int number, String name, String title, Script script) {
    return new Fault(number, name, title, 1, Shape.USUAL, script);
  }

  /** The same fault, made more often. */
  public Fault withRounds(int more) {
    return new Fault(number, name, title, more, shape, script);
  }

  /** The same fault under another load. */
  public Fault underShape(Shape other) {
    return new Fault(number, name, title, rounds, other, script);
  }

  /** The action of one round, while the load is sent. */
  @FunctionalInterface
  public interface Script {
    void playFault(FaultContext context);
  }
}
