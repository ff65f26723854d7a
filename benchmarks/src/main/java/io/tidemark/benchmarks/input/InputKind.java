/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.benchmarks.input;

import io.tidemark.benchmarks.answers.Expected;
import io.tidemark.benchmarks.answers.ExpectedHours;
import io.tidemark.benchmarks.answers.ExpectedLevels;
import io.tidemark.testkit.events.CallGenerator;
import io.tidemark.testkit.events.CallJson;
import io.tidemark.testkit.events.EventTarget;
import io.tidemark.testkit.events.RunGenerator;
import io.tidemark.testkit.events.RunShape;
import java.util.Locale;

/** Which events a topic is filled with. */
public enum InputKind {
  /** Model calls; a job is done when it has counted each of them once. */
  CALLS {
    @Override
    public Expected generate(InputSize size, EventTarget target) {
      ExpectedHours expected = new ExpectedHours();
      CallJson json = new CallJson();
      new CallGenerator(size.volume())
          .generate(expected::add, call -> target.send(call.partition(), json.write(call)));
      return expected;
    }

    @Override
    public String describe(Expected expected) {
      return String.format(
          Locale.ROOT,
          "%,d calls counted into %,d hourly figures",
          expected.counted(),
          expected.size());
    }
  },

  /** Steps of ComfyUI runs; a job is done when it has measured each tenant's last hour. */
  STEPS {
    @Override
    public Expected generate(InputSize size, EventTarget target) {
      ExpectedLevels expected = new ExpectedLevels(size.hours());
      new RunGenerator(size.volume()).generate(expected::run, target);
      return expected;
    }

    @Override
    public String describe(Expected expected) {
      return String.format(
          Locale.ROOT,
          "starts and ends of runs of %d tenants, and %,d hours of these",
          RunShape.PLATFORM_TENANTS,
          expected.size());
    }
  };

  /** Makes the events in the order in which they are sent, and says what must come of them. */
  public abstract Expected generate(InputSize size, EventTarget target);

  /** A description of the input for the report. */
  public abstract String describe(Expected expected);
}
