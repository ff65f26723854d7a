/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.api.scim;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Ids of names, and the way back. */
@Tag("fast")
class ScimIdTest {

  @ParameterizedTest
  @ValueSource(
      strings = {"a", "a;b", "CORP\\ada", "..", "base64url-YQ", "base64url-YTti", "a\uD83D\uDE00é"})
  void leadsBackToTheName(String name) {
    assertThat(ScimId.toName(ScimId.ofName(name))).isEqualTo(name);
  }

  @ParameterizedTest
  @ValueSource(strings = {"a;b", "base64url-YQ", "base64url-YTtj=", "base64url-_w", "base64url-!"})
  void takesAnIdThatNoNameHasForANameOfAnEarlierRelease(String id) {
    assertThat(ScimId.toName(id)).isEqualTo(id);
  }

  @Test
  void decodesTheIdsOfNamesThatNeedIt() {
    assertThat(ScimId.toName("base64url-YTti")).isEqualTo("a;b");
  }
}
