/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.templates;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("fast")
class FieldRangesTest {

  @Test
  void expandsARangeToOneFieldForEachNumber() throws Exception {
    assertThat(expanded("{\"a\":{\"b08..b11\":{\"type\":\"long\"}},\"c\":1}"))
        .isEqualTo(
            expanded(
                "{\"a\":{\"b08\":{\"type\":\"long\"},\"b09\":{\"type\":\"long\"},"
                    + "\"b10\":{\"type\":\"long\"},\"b11\":{\"type\":\"long\"}},\"c\":1}"));
  }

  @Test
  void otherNamesStayAsTheyAre() throws Exception {
    String names = "{\"b1..c2\":1,\"status_codes.*\":2,\"b001\":3,\"..\":4}";

    assertThat(expanded(names)).hasToString(names);
  }

  private static ObjectNode expanded(String json) throws Exception {
    ObjectNode node = Manifest.JSON.readValue(json, ObjectNode.class);
    FieldRanges.expandRanges(node);
    return node;
  }
}
