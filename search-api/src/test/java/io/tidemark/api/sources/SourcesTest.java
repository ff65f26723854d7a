/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.api.sources;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jwt.JWTClaimsSet;
import io.tidemark.api.live.Answer;
import io.tidemark.api.live.LiveApi;
import io.tidemark.api.live.SourceSample;
import io.tidemark.api.live.StubIntake;
import io.tidemark.api.live.Tokens;
import io.tidemark.testkit.http.Reply;
import io.tidemark.testkit.http.Request;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Statistics of keys and test events, over a real Elasticsearch node and a scripted intake. */
@Tag("node")
class SourcesTest {

  private static final String PATH = "/api/v1/sources";
  private static final String TEST = PATH + ":test";

  private final LiveApi api = LiveApi.shared();

  @AfterEach
  void acceptAgain() {
    api.intake().answer(null);
  }

  @Test
  void showsItemsOfEachKey() {
    String root = api.tokens().superAdmin("sources-shown", "root");
    JsonNode created = createKey(root, "litellm-prod");
    JsonNode unused = createKey(root, "unused");
    String id = created.path("id").asString();
    SourceSample.index(api, "sources-shown", id, "litellm-prod");

    Answer answer =
        api.get(root, PATH, "from", "2026-03-12T08:00:00Z", "to", "2026-03-12T10:00:00Z");

    assertThat(answer.status()).as(answer.text()).isEqualTo(200);
    assertThat(answer.json().path("intake_url").asString()).isEqualTo(StubIntake.SHOWN);
    assertThat(answer.json().path("test_events").asBoolean()).isTrue();
    JsonNode source = answer.json().path("sources").path(0);
    assertThat(source.path("id").asString()).isEqualTo(id);
    assertThat(source.path("hint").asString()).isEqualTo(created.path("hint").asString());
    assertThat(source.path("state").asString()).isEqualTo("active");
    assertThat(source.path("accepted").asLong()).isEqualTo(SourceSample.ACCEPTED);
    assertThat(source.path("rejected_by_reason").toString())
        .isEqualTo("{\"malformed\":2,\"expired\":1}");
    assertThat(source.path("failed_by_reason").toString()).isEqualTo("{\"throttled\":1}");
    assertThat(source.path("last_rejection").path("message").asString())
        .isEqualTo("litellm-prod: input_tokens must be a number");
    assertThat(source.path("clock_ahead_ms").asLong()).isEqualTo(2_500);
    assertThat(source.path("median_age_ms").asLong()).isBetween(1_024L, 2_048L);
    // The last quarter of an hour and all days count, whatever the period.
    assertThat(source.path("events_per_minute").asDouble()).isEqualTo(2.0);
    assertThat(source.path("last_request_at").asString()).isEqualTo("2026-03-12T10:08:20Z");
    JsonNode idle = answer.json().path("sources").path(1);
    assertThat(idle.path("id").asString()).isEqualTo(unused.path("id").asString());
    assertThat(idle.path("requests").asLong()).isZero();
    assertThat(idle.path("last_request_at").isNull()).isTrue();
    assertThat(idle.path("median_age_ms").isNull()).isTrue();
  }

  @Test
  void showsARevokedKeyThatSentInThePeriod() {
    SourceSample.index(api, "sources-revoked", "key-gone", "old");

    JsonNode sources =
        api.get(api.tokens().superAdmin("sources-revoked", "root"), PATH).json().path("sources");

    assertThat(sources.size()).isEqualTo(1);
    assertThat(sources.path(0).path("state").asString()).isEqualTo("revoked");
    assertThat(sources.path(0).path("name").asString()).isEqualTo("old");
  }

  @Test
  void opensSourcesToTheirTenantAlone() {
    SourceSample.index(api, "sources-own", "key-own", "own");

    Answer answer = api.get(api.tokens().superAdmin("sources-stranger", "root"), PATH);

    assertThat(answer.json().path("sources").size()).isZero();
  }

  @Test
  void needsTheRoleSuperAdminOrOperator() {
    assertThat(api.get(withRole("finance"), PATH).status()).isEqualTo(403);
    assertThat(test(withRole("ingest"), "tidemark_x").status()).isEqualTo(403);
    assertThat(api.get(withRole("operator"), PATH).status()).isEqualTo(200);
  }

  @Test
  void sendsATestEventWithAKeyOfTheTenant() {
    String root = api.tokens().superAdmin("sources-test", "root");
    String key = createKey(root, "probe").path("key").asString();

    Answer answer = test(root, key);

    assertThat(answer.status()).as(answer.text()).isEqualTo(200);
    assertThat(answer.json().path("state").asString()).isEqualTo("accepted");
    String id = answer.json().path("request_id").asString();
    Request sent =
        api.intake().received().stream()
            .filter(request -> request.text().contains(id))
            .findFirst()
            .orElseThrow();
    assertThat(sent.path()).isEqualTo("/api/v1/events");
    assertThat(sent.header("authorization")).isEqualTo("Bearer " + key);
    JsonNode event = JsonMapper.shared().readTree(sent.text());
    assertThat(event.path("model").asString()).isEqualTo("tidemark-test");
    assertThat(event.path("user_id").asString()).isEqualTo("root");
    assertThat(event.path("tenant_id").asString())
        .as("intake rejects keys of other tenants by it")
        .isEqualTo("sources-test");
  }

  @Test
  void saysWhyATestEventIsNotAccepted() {
    String root = api.tokens().superAdmin("sources-test", "root");
    String key = createKey(root, "probe").path("key").asString();

    api.intake().answer(request -> Reply.json(401, "{\"detail\":\"Send a valid key\"}"));
    assertThat(test(root, key).json().path("state").asString()).isEqualTo("unknown_key");
    api.intake().answer(request -> Reply.json(503, "{\"detail\":\"Kafka is away\"}"));
    JsonNode rejected = test(root, key).json();
    assertThat(rejected.path("state").asString()).isEqualTo("rejected");
    assertThat(rejected.path("message").asString()).contains("503", "Kafka is away");
    api.intake().answer(request -> Reply.none(Reply.Ending.RESET));
    assertThat(test(root, key).json().path("state").asString()).isEqualTo("unreachable");
  }

  @Test
  void sendsNoTextThatIsNoKey() {
    int before = api.intake().received().size();

    for (String sent : List.of("x\r\nX-Injected: 1", "with space", "\u00e9")) {
      Answer answer = test(api.tokens().superAdmin("sources-test", "root"), sent);
      assertThat(answer.status()).as(sent).isEqualTo(400);
      assertThat(answer.json().path("entry").asString()).isEqualTo("key");
    }
    assertThat(api.intake().received()).hasSize(before);
  }

  private Answer test(String token, String key) {
    String body = JsonMapper.shared().createObjectNode().put("key", key).toString();
    return api.send(token, "POST", TEST, body);
  }

  private JsonNode createKey(String token, String name) {
    return api.send(token, "POST", "/api/v1/ingest-keys", "{\"name\":\"" + name + "\"}").json();
  }

  private String withRole(String role) {
    JWTClaimsSet claims = Tokens.claims("sources-roles", "u").claim("roles", List.of(role)).build();
    return api.tokens().sign(claims);
  }
}
