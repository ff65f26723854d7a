/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.api.request;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("fast")
class ParameterValuesTest {

  private static final ParameterSet PARAMETERS =
      ParameterSet.of(
          Parameter.filter("model", "A model.", "gpt-4o", List.of()),
          Parameter.text("after", "The page before.", "er-5f2c"));

  @Test
  void saysWhetherATextIsEmptyOrTooLong() {
    assertThat(read("model", "").texts("model")).containsExactly("");
    assertThatThrownBy(() -> read("model", "m".repeat(513))).hasMessage("model is too long.");
    assertThatThrownBy(() -> read("after", "")).hasMessage("after is empty.");
    assertThatThrownBy(() -> read("after", "a".repeat(513))).hasMessage("after is too long.");
  }

  private static ParameterValues read(String name, String value) {
    return PARAMETERS.read(Map.of(name, new String[] {value}));
  }
}
