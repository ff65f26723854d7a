/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.api.decisions;

import static io.tidemark.api.live.SettingRequests.putSetting;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jwt.JWTClaimsSet;
import io.tidemark.api.budgets.evaluation.LookedAt;
import io.tidemark.api.live.Answer;
import io.tidemark.api.live.IndexedDocument;
import io.tidemark.api.live.LiveApi;
import io.tidemark.api.live.RecordingProxy;
import io.tidemark.api.live.Tokens;
import io.tidemark.model.index.IndexFamily;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.http.HttpRequest;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Decisions over HTTP. */
@Tag("node")
class DecisionRoutesTest {

  private static final String TENANT = "decisions";
  private static final String PATH = "/api/v1/decisions";
  private static final String CHECK = PATH + "/check";

  private static final String UTF_8_USER = "张伟";

  private static final LiveApi API = LiveApi.shared();

  @BeforeAll
  static void countUsage() {
    ObjectNode source = JsonMapper.shared().createObjectNode();
    source.put("hour", "2026-03-12T10:00:00Z").put("window_minutes", 60).put("tenant_id", TENANT);
    source.put("user_id", "alice").put("calls", 9).put("total_tokens", 1_200);
    source.put("updated_at", "2026-03-12T10:05:00Z").put("final", false).put("revision", 0);
    String index = IndexFamily.MODEL_CALLS_HOURLY.indexAt(LiveApi.NOW.toEpochMilli());
    API.index(
        List.of(
            new IndexedDocument(index, "decisions", source),
            new IndexedDocument(
                index, "decisions-utf-8", source.deepCopy().put("user_id", UTF_8_USER))));
    putSetting(
        API,
        TENANT,
        "budgets/enforced",
        "{\"match\":{\"workload\":\"model-calls\"},\"per\":\"user_id\","
            + "\"measure\":\"total_tokens\",\"amount\":\"1000\","
            + "\"period\":\"day\",\"mode\":\"enforce\"}");
    LookedAt.evaluate(API);
  }

  @Test
  void deniesWhoUsedTheAmountAndAllowsOthers() {
    Answer alice = decide(gateway(), "{\"user_id\":\"alice\",\"model\":\"gpt-4o\"}");
    Answer bob = decide(gateway(), "{\"user_id\":\"bob\",\"model\":\"gpt-4o\"}");

    assertThat(alice.json().toString())
        .isEqualTo(
            "{\"decision\":\"deny\",\"enforced\":true,\"would_deny\":true,"
                + "\"reason\":\"budget_used\",\"budget\":\"enforced\",\"remaining\":\"0\","
                + "\"resets_at\":\"2026-03-13T00:00:00Z\","
                + "\"counted_through\":\"2026-03-12T10:05:00Z\",\"age_ms\":0,"
                + "\"valid_for_ms\":30000}");
    assertThat(bob.json().path("decision").asString()).isEqualTo("allow");
    assertThat(bob.json().path("remaining").asString()).isEqualTo("1000");
  }

  @Test
  void answersForwardAuthenticationWith204Or429() {
    Answer denied = check("X-Tidemark-User-Id", "alice");
    Answer admitted = check("X-User-Id", "bob");

    assertThat(denied.status()).isEqualTo(429);
    assertThat(denied.headers().firstValue("Retry-After")).contains("30");
    assertThat(denied.json().path("detail").asString())
        .isEqualTo("Budget enforced is used up until 2026-03-13T00:00:00Z.");
    assertThat(admitted.status()).isEqualTo(204);
    assertThat(admitted.text()).isEmpty();
    assertThat(admitted.headers().firstValue("X-Tidemark-Budget")).contains("enforced");
  }

  @Test
  void readsHeadersInUtf8() throws IOException {
    assertThat(checkInUtf8(UTF_8_USER)).startsWith("HTTP/1.1 429");
    assertThat(checkInUtf8("李伟")).startsWith("HTTP/1.1 204");
  }

  /** The client of Java sends ASCII alone. */
  private static String checkInUtf8(String user) throws IOException {
    String request =
        "GET "
            + CHECK
            + " HTTP/1.1\r\nHost: x\r\nConnection: close\r\n"
            + "Authorization: Bearer "
            + gateway()
            + "\r\nX-User-Id: "
            + user
            + "\r\n\r\n";
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), API.uri().getPort())) {
      socket.getOutputStream().write(request.getBytes(UTF_8));
      socket.shutdownOutput();
      return new String(socket.getInputStream().readAllBytes(), UTF_8);
    }
  }

  @Test
  void acceptsTokensOfGatewayAndOfCall() {
    Answer denied =
        API.send(
            API.request("sk-of-the-caller", CHECK)
                .header("X-Tidemark-Token", gateway())
                .header("X-User-Id", "alice")
                .GET()
                .build());
    Answer elsewhere =
        API.send(
            API.request(null, "/api/v1/me").header("X-Tidemark-Token", gateway()).GET().build());

    assertThat(denied.status()).isEqualTo(429);
    assertThat(elsewhere.status()).isEqualTo(401);
  }

  @Test
  void takesThePathAndMethodOfTheCallAsEnvoySendsThem() {
    Answer denied =
        API.send(
            API.request(gateway(), CHECK + "/v1/chat/completions")
                .header("X-User-Id", "alice")
                .POST(HttpRequest.BodyPublishers.ofString("{\"prompt\":\"x\"}"))
                .build());

    assertThat(denied.status()).isEqualTo(429);
  }

  @Test
  void asksNothingOfElasticsearch() {
    String token = gateway();
    API.proxy().forget();

    assertThat(decide(token, "{\"user_id\":\"alice\"}").status()).isEqualTo(200);
    assertThat(check("X-User-Id", "alice").status()).isEqualTo(429);
    assertThat(API.proxy().sent()).filteredOn(sent -> sent.body().contains(TENANT)).isEmpty();
  }

  /** On an instance of its own: for some seconds it sends nothing, for any tenant. */
  @Test
  void decidesWhileElasticsearchIsDown() {
    try (LiveApi own = LiveApi.over(API.elasticsearchUri())) {
      LookedAt.evaluate(own);
      own.proxy().setMood(RecordingProxy.Mood.OVERLOADED);
      LookedAt.evaluate(own);

      assertThat(decision(own, "alice")).isEqualTo("deny");
      assertThat(decision(own, "bob")).isEqualTo("allow");
    }
  }

  private static String decision(LiveApi api, String user) {
    return decide(api, gateway(), "{\"user_id\":\"%s\"}".formatted(user))
        .json()
        .path("decision")
        .asString();
  }

  @Test
  void isForGatewaysAlone() {
    String member = API.tokens().member(TENANT, "alice");

    assertThat(decide(member, "{}").status()).isEqualTo(403);
    assertThat(API.get(member, CHECK).status()).isEqualTo(403);
    assertThat(decide(null, "{}").status()).isEqualTo(401);
    assertThat(API.get(gateway(), "/api/v1/budgets").status()).isEqualTo(403);
  }

  @Test
  void aGatewayAsksAsOftenAsItNeeds() {
    String token = gateway();
    for (int i = 0; i < 700; i++) {
      assertThat(decide(token, "{\"user_id\":\"carol\"}").status()).isEqualTo(200);
    }
  }

  @Test
  void rejectsMembersThatItDoesNotKnow() {
    for (String body :
        List.of(
            "{\"user\":\"alice\"}|user",
            "{\"client_ip\":\"here\"}|client_ip",
            "{\"expected_tokens\":-1}|expected_tokens",
            "{\"expected_tokens\":\"9\"}|expected_tokens",
            "{\"user_id\":7}|user_id",
            "[]|")) {
      int bar = body.lastIndexOf('|');
      Answer answer = decide(gateway(), body.substring(0, bar));
      assertThat(answer.status()).as(body).isEqualTo(400);
      assertThat(answer.json().path("entry").asString()).isEqualTo(body.substring(bar + 1));
    }
  }

  private static String gateway() {
    JWTClaimsSet claims = Tokens.claims(TENANT, "gate").claim("roles", List.of("gateway")).build();
    return API.tokens().sign(claims);
  }

  private static Answer decide(String token, String body) {
    return decide(API, token, body);
  }

  private static Answer decide(LiveApi api, String token, String body) {
    return api.send(token, "POST", PATH, body);
  }

  private static Answer check(String header, String value) {
    return API.send(API.request(gateway(), CHECK).header(header, value).GET().build());
  }
}
