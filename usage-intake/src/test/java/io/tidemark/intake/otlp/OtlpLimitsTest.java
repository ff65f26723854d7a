/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.intake.otlp;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.trace.v1.ResourceSpans;
import io.opentelemetry.proto.trace.v1.ScopeSpans;
import io.opentelemetry.proto.trace.v1.Span;
import io.tidemark.intake.request.IntakeException;
import io.tidemark.model.json.DamagedItems;
import java.util.Arrays;
import java.util.Collections;
import java.util.function.Consumer;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("fast")
class OtlpLimitsTest {

  /** An empty span takes two bytes as sent. */
  @Test
  void limitsItemsBeforeItMakesThem() {
    ScopeSpans.Builder spans = ScopeSpans.newBuilder();
    for (int i = 0; i < 11; i++) {
      spans.addSpans(Span.getDefaultInstance());
    }
    byte[] body =
        ExportTraceServiceRequest.newBuilder()
            .addResourceSpans(ResourceSpans.newBuilder().addScopeSpans(spans))
            .build()
            .toByteArray();
    byte[] cut = Arrays.copyOf(body, body.length + 2);
    cut[body.length] = 0x0A;
    cut[body.length + 1] = 100;

    assertRefused(limits -> OtlpMessages.parseRequest(OtlpSignal.TRACES, body, limits), "10 items");
    assertRefused(limits -> OtlpMessages.parseRequest(OtlpSignal.TRACES, cut, limits), "10 items");
  }

  @ParameterizedTest
  @ValueSource(strings = {"{}", "0", "x", "{\"attributes\":0}"})
  void limitsItemsOfJsonReadOrLeftOut(String span) {
    String spans = String.join(",", Collections.nCopies(11, span));
    byte[] body =
        ("{\"resourceSpans\":[{\"scopeSpans\":[{\"spans\":[" + spans + "]}]}]}").getBytes(UTF_8);

    assertRefused(
        limits -> new OtlpJsonReader(OtlpSignal.TRACES, limits).readRequest(body), "10 items");
  }

  @Test
  void limitsDamagedItemsOfJson() {
    String spans = "x,".repeat(DamagedItems.MAX_DAMAGED) + "x";
    byte[] body =
        ("{\"resourceSpans\":[{\"scopeSpans\":[{\"spans\":[" + spans + "]}]}]}").getBytes(UTF_8);

    assertRefused(
        limits -> new OtlpJsonReader(OtlpSignal.TRACES, limits).readRequest(body), "10000 items");
  }

  private static void assertRefused(Consumer<OtlpLimits> reading, String limit) {
    OtlpLimits limits = new OtlpLimits(OtlpSignal.TRACES, 10, Unlimited.share());
    assertThatThrownBy(() -> reading.accept(limits))
        .hasMessageContaining(limit)
        .isInstanceOfSatisfying(
            IntakeException.class, refused -> assertThat(refused.status()).isEqualTo(413));
  }
}
