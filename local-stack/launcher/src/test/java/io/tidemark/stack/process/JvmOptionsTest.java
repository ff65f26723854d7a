/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.stack.process;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("fast")
class JvmOptionsTest {

  /** The build gives this property to all test JVMs: their servers live for minutes. */
  @Test
  void serversOfTestsHaveTheFirstCompilerAlone() {
    assertThat(JvmOptions.listFurther()).contains("-XX:TieredStopAtLevel=1");
    assertThat(JvmOptions.heap("64m").list())
        .startsWith("-Xmx64m")
        .containsAll(JvmOptions.listFurther());
  }
}
