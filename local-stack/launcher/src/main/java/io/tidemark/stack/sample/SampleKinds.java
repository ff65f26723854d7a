/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.stack.sample;

import io.tidemark.stack.StackException;
import java.util.List;
import java.util.stream.Collectors;

/** All kinds of sample events. A new kind is one class and one line here. */
public final class SampleKinds {

  /** In the order in which help names them. */
  public static final List<SampleKind> ALL =
      List.of(
          new ModelCallSample(),
          new ComfyuiSample(),
          new TrainingSample(),
          new CodingAgentSample(),
          new ImageJobSample());

  private SampleKinds() {}

  /**
   * The kind of a name.
   *
   * @throws StackException naming the kinds there are
   */
  public static SampleKind findByName(String name) {
    return ALL.stream()
        .filter(kind -> kind.name().equals(name))
        .findFirst()
        .orElseThrow(
            () -> new StackException("unknown workload '" + name + "': use one of " + listNames()));
  }

  /** Their names, by comma. */
  public static String listNames() {
    return ALL.stream().map(SampleKind::name).collect(Collectors.joining(", "));
  }
}
