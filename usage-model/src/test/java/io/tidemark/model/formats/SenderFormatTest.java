/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.model.formats;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.model.modelcalls.CallText;
import io.tidemark.model.modelcalls.ModelCall;
import io.tidemark.model.modelcalls.formats.FormatOptions;
import io.tidemark.model.parsing.Sender;
import io.tidemark.model.parsing.UsageFormat;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("fast")
class SenderFormatTest {

  private static final String LITELLM =
      "{\"id\":\"c-1\",\"startTime\":1767229200.5,\"model\":\"m\",\"metadata\":{%s}}";
  private static final String NATIVE =
      "{\"request_id\":\"r\",\"event_time\":1767229200000,\"model\":\"m\",\"tenant_id\":\"%s\"}";

  private final List<String> seen = new ArrayList<>();
  private final SenderFormat<ModelCall> format =
      new SenderFormat<>(
          SourceFormats.MODEL_CALLS,
          FormatOptions.NONE,
          SourceFormats.MODEL_CALLS.find(FormatRegistry.NATIVE).create(FormatOptions.NONE));
  private final UsageFormat.Output<ModelCall> output =
      new UsageFormat.Output<>() {
        @Override
        public void event(ModelCall call) {
          seen.add(
              call.text(CallText.TENANT_ID)
                  + "/"
                  + call.text(CallText.PROJECT_ID)
                  + "/"
                  + call.text(CallText.USER_ID)
                  + call.tags());
        }

        @Override
        public void reject(String message) {
          seen.add(message);
        }
      };

  private void read(String name, Sender sender, String record) {
    format.begin(name, sender);
    byte[] alone = record.getBytes(UTF_8);
    format.parse(alone, output);
    byte[] among = ("{}" + record + "{}").getBytes(UTF_8);
    format.parse(among, 2, 2 + alone.length, output);
    assertThat(seen.remove(seen.size() - 1))
        .as("read in place")
        .isEqualTo(seen.get(seen.size() - 1));
  }

  @Test
  void theSenderWinsOverTheRecord() {
    Sender acme = new Sender("acme", "web", "alice", "prod");

    read("litellm", acme, LITELLM.formatted("\"user_api_key_user_id\":\"bob\""));
    read("litellm", acme, LITELLM.formatted("\"user_api_key_org_id\":\"globex\""));
    read("native", acme, NATIVE.formatted("globex"));

    assertThat(seen)
        .containsExactly(
            "acme/web/alice{source=prod}",
            "acme/web/alice{source=prod}",
            "acme/web/alice{source=prod}");
  }

  @Test
  void theRecordDecidesWhereTheSenderSaysNothing() {
    read(
        "litellm",
        new Sender("acme", null, null, null),
        LITELLM.formatted("\"user_api_key_user_id\":\"bob\",\"user_api_key_team_id\":\"t\""));
    read("litellm", new Sender("globex", null, null, null), LITELLM.formatted(""));

    assertThat(seen).containsExactly("acme/t/bob{}", "globex/null/null{}");
  }

  @Test
  void recordsWithoutHeadersAreReadAsBefore() {
    read("litellm", new Sender("acme", null, null, null), LITELLM.formatted(""));
    read(null, null, NATIVE.formatted("globex"));
    read("litellm", null, LITELLM.formatted(""));
    read("none-such", null, NATIVE.formatted("globex"));

    assertThat(seen)
        .containsExactly(
            "acme/null/null{}",
            "globex/null/null{}",
            "metadata/user_api_key_org_id is missing",
            "the header tidemark-format names no format of this workload");
  }
}
