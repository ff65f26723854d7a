/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.model.modelcalls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidemark.model.fingerprint.Fingerprint;
import io.tidemark.model.hourly.DimensionKey;
import io.tidemark.model.schema.WorkloadSchemas;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Tags that are dimensions of windows. */
@Tag("fast")
class DimensionTagsTest {

  private static final List<String> NAMES = WorkloadSchemas.MODEL_CALLS.dimensionNames();

  @Test
  void setsTheDimensionOfEachTagInTheOrderOfTheNames() {
    byte[] group = groupOf("stage, feature");

    assertThat(valueOf(group, "tag_1")).isEqualTo("production");
    assertThat(valueOf(group, "tag_2")).isEqualTo("结账");
  }

  @Test
  void leavesUnknownWhatACallDoesNotHave() {
    byte[] group = groupOf("team,feature");

    assertThat(valueOf(group, "tag_1")).isNull();
    assertThat(valueOf(group, "tag_2")).isEqualTo("结账");
    assertThat(valueOf(groupOf("empty"), "tag_1")).isNull();
  }

  @Test
  void groupsWithoutTagsKeepTheirKeys() {
    assertThat(groupOf("team")).isEqualTo(groupOf(DimensionTags.NONE));
  }

  @Test
  void namesDimensionsByTheirTags() {
    DimensionTags tags = DimensionTags.parse("feature");

    assertThat(tags.findName("tag_1")).contains("feature");
    assertThat(tags.findName("tag_2")).isEmpty();
    assertThat(tags.findName("model")).isEmpty();
    assertThat(List.of("model", "tag_1", "tag_2"))
        .filteredOn(tags::lacksName)
        .containsOnly("tag_2");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "a,", "a,b,c", "a, a", " "})
  void rejectsOtherLists(String text) {
    assertThatThrownBy(() -> DimensionTags.parse(text))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private static byte[] groupOf(String tags) {
    ModelCall call = new ModelCall();
    call.text(CallText.TENANT_ID, "acme");
    call.text(CallText.REQUEST_ID, "req-1");
    call.text(CallText.MODEL, "gpt-4o");
    call.tags().put("feature", "结账");
    call.tags().put("stage", "production");
    call.tags().put("empty", "");
    new CallOptions(PromptBands.above(List.of()), "USD", DimensionTags.parse(tags)).apply(call);
    CallRow row = CallRow.of(call, new Fingerprint());
    return Arrays.copyOfRange(
        row.buffer, row.dimensionsStart, row.dimensionsStart + row.dimensionsLength);
  }

  private static String valueOf(byte[] group, String dimension) {
    return DimensionKey.value(group, NAMES.indexOf(dimension));
  }
}
