/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.intake;

import static io.tidemark.intake.RunningIntake.text;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.intake.kafka.IntakeRecord;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("fast")
class EventsTest {

  private static final String MARKER = "the-secret-prompt-4711";

  @TempDir static Path folder;
  private static RunningIntake intake;

  private final long now = Instant.now().toEpochMilli();

  @BeforeAll
  static void start() throws Exception {
    intake = RunningIntake.inMemory(folder, "tidemark.intake.items-per-second=100000");
  }

  @AfterAll
  static void stop() {
    intake.close();
  }

  @BeforeEach
  void forget() {
    intake.written().take();
    intake.written().setUnavailable(false);
  }

  private String call(String id, String more) {
    return "{\"request_id\":\"%s\",\"event_time\":%d,\"model\":\"gpt-4o\",\"input_tokens\":5%s}"
        .formatted(id, now, more);
  }

  @Test
  void stampsTheTenantOfTheKeyIntoNativeEvents() throws Exception {
    HttpResponse<byte[]> answer = intake.post("/api/v1/events", call("r-1", ""));

    assertThat(text(answer)).isEqualTo("{\"accepted\":1,\"rejected\":[]}");
    assertThat(answer.statusCode()).isEqualTo(202);
    IntakeRecord record = intake.written().take().get(0);
    assertThat(record.topic()).isEqualTo("intake.model-calls");
    assertThat(record.format()).isEqualTo("native");
    assertThat(record.sender().tenant()).isEqualTo("acme");
    assertThat(record.sender().source()).isEqualTo("litellm-prod");
    assertThat(new String(record.value(), UTF_8)).contains("\"tenant_id\":\"acme\"");
  }

  @Test
  void acceptsAnEmptyListOfEvents() throws Exception {
    for (String path : List.of("/api/v1/events", "/api/v1/events/litellm")) {
      HttpResponse<byte[]> answer = intake.post(path, " [ ]\n");

      assertThat(text(answer)).as(path).isEqualTo("{\"accepted\":0,\"rejected\":[]}");
      assertThat(answer.statusCode()).as(path).isEqualTo(202);
    }
  }

  @Test
  void rejectsADamagedLineAlone() throws Exception {
    String lines = call("r-1", "") + "\nunreadable\n" + call("r-2", "");

    HttpResponse<byte[]> answer = intake.post("/api/v1/events", lines);

    assertThat(text(answer)).startsWith("{\"accepted\":2").contains("\"index\":1", "malformed");
  }

  @Test
  void rejectsAnItemThatIsTooDeepAlone() throws Exception {
    String deep = call("r-1", ",\"unread\":" + "[".repeat(64) + "]".repeat(64));
    String good = call("r-2", "");

    for (String body : List.of("[" + deep + "," + good + "]", deep + "\n" + good)) {
      assertThat(text(intake.post("/api/v1/events", body)))
          .startsWith("{\"accepted\":1")
          .contains("\"index\":0", "malformed", "more than 64 levels deep");
    }
  }

  @Test
  void fixesProjectAndUserOfTheKey() throws Exception {
    String event = call("r-1", ",\"project_id\":\"other\",\"user_id\":\"mallory\"");

    intake.postWith(
        RunningIntake.FIXED_KEY, "/api/v1/events", "application/json", event.getBytes(UTF_8));

    IntakeRecord record = intake.written().take().get(0);
    assertThat(record.sender().project()).isEqualTo("web");
    assertThat(record.sender().user()).isEqualTo("alice");
    assertThat(new String(record.value(), UTF_8))
        .endsWith("\"project_id\":\"web\",\"user_id\":\"alice\"}");
  }

  @Test
  void rejectsBadItemsAlone() throws Exception {
    String body =
        "["
            + call("r-1", "")
            + ",{\"request_id\":NaN},"
            + call("r-3", ",\"tenant_id\":\"globex\"")
            + ",7,"
            + call("r-5", "").replace(Long.toString(now), "1000")
            + ","
            + call("r-6", ",\"tenant_id\":\"acme\"")
            + "]";

    HttpResponse<byte[]> answer = intake.post("/api/v1/events", body);

    assertThat(answer.statusCode()).isEqualTo(202);
    assertThat(text(answer))
        .startsWith("{\"accepted\":2,\"rejected\":[{\"index\":1,\"reason\":\"malformed\"")
        .contains("{\"index\":2,\"reason\":\"forbidden\"")
        .contains("{\"index\":3,\"reason\":\"malformed\"")
        .contains("{\"index\":4,\"reason\":\"expired\"");
    assertThat(intake.written().take()).hasSize(2);
  }

  @Test
  void readsAnyShapeWithAnyContentType() throws Exception {
    String lines = call("r-1", "") + "\n" + call("r-2", "") + "\r\n\n";
    String pretty = call("r-3", "").replace(",", ",\n  ");

    assertThat(text(intake.post("/api/v1/events", lines))).startsWith("{\"accepted\":2");
    assertThat(text(intake.post("/api/v1/events", pretty))).startsWith("{\"accepted\":1");
    assertThat(text(intake.post("/api/v1/events", "[" + call("r-4", "") + "]")))
        .startsWith("{\"accepted\":1");
  }

  @Test
  void answersWithoutAcceptedItems() throws Exception {
    String other = call("r-1", ",\"tenant_id\":\"globex\"");

    assertThat(intake.post("/api/v1/events", "{\"a\":1}").statusCode()).isEqualTo(400);
    assertThat(intake.post("/api/v1/events", "").statusCode()).isEqualTo(400);
    assertThat(intake.post("/api/v1/events", other).statusCode()).isEqualTo(403);
    assertThat(intake.post("/api/v1/events/none-such", call("r", "")).statusCode()).isEqualTo(404);
    assertThat(intake.post("/api/v1/events?workload=x", call("r", "")).statusCode()).isEqualTo(400);
    for (String path : List.of("/api/v1/events?worklod=comfyui", "/api/v1/events/litellm?a")) {
      HttpResponse<byte[]> answer = intake.post(path, call("r", ""));
      assertThat(answer.statusCode()).as(path).isEqualTo(400);
      assertThat(text(answer)).contains("There is no parameter");
    }
    String twice = "/api/v1/events?workload=model-calls&workload=comfyui";
    HttpResponse<byte[]> refused = intake.post(twice, call("r", ""));
    assertThat(refused.statusCode()).isEqualTo(400);
    assertThat(text(refused)).contains("must be given once");
    assertThat(intake.written().take()).isEmpty();
  }

  @Test
  void answersAddressesAndMethodsThatItLacksWithProblemDocuments() throws Exception {
    for (String path : List.of("/", "/api/v2/events", "/api/v1/events", "/v1/traces")) {
      HttpResponse<String> answer =
          HttpClient.newHttpClient()
              .send(
                  HttpRequest.newBuilder(intake.uri().resolve(path)).build(),
                  HttpResponse.BodyHandlers.ofString());
      boolean known = path.contains("v1");
      assertThat(answer.statusCode()).as(path).isEqualTo(known ? 405 : 404);
      assertThat(answer.headers().firstValue("Content-Type")).contains("application/problem+json");
      assertThat(answer.body())
          .contains("\"status\":" + answer.statusCode(), "\"detail\":\"Th")
          .doesNotContain("timestamp");
      assertThat(answer.headers().firstValue("Allow").isPresent()).as(path).isEqualTo(known);
    }
  }

  @Test
  void requiresAGoodKeyBeforeAnythingElse() throws Exception {
    byte[] body = call("r-1", "").getBytes(UTF_8);

    for (String key : new String[] {null, "", "wrong", RunningIntake.KEY + "x", "a.b.c"}) {
      HttpResponse<byte[]> answer =
          intake.postWith(key, "/api/v1/events", "application/json", body);
      assertThat(answer.statusCode()).as("key %s", key).isEqualTo(401);
      assertThat(answer.headers().firstValue("WWW-Authenticate")).contains("Bearer");
    }
    // As long as a token may be; the container refuses more, in its own words.
    assertThat(
            intake
                .postWith("x".repeat(60_000), "/api/v1/events", "application/json", body)
                .statusCode())
        .isEqualTo(401);
    assertThat(intake.written().take()).isEmpty();
  }

  @Test
  void saysWhenToTryAgain() throws Exception {
    intake.written().setUnavailable(true);

    HttpResponse<byte[]> answer = intake.post("/api/v1/events", call("r-1", ""));

    assertThat(answer.statusCode()).isEqualTo(503);
    assertThat(answer.headers().firstValue("Retry-After")).contains("5");
  }

  private static HttpResponse<byte[]> post(String type, byte[] body, String... headers)
      throws Exception {
    return intake.post("/api/v1/events", type, body, headers);
  }

  @Test
  void readsCloudEventsInAllModes() throws Exception {
    String data = call("r-1", "");
    String event =
        "{\"specversion\":\"1.0\",\"id\":\"e-1\",\"source\":\"/a\",\"type\":\"call\",\"data\":%s}"
            .formatted(data);

    assertThat(post("application/cloudevents+json", event.getBytes(UTF_8)).statusCode())
        .isEqualTo(202);
    String batch = "[" + event + ",{\"specversion\":\"1.0\"}]";
    assertThat(text(post("application/cloudevents-batch+json", batch.getBytes(UTF_8))))
        .startsWith("{\"accepted\":1,\"rejected\":[{\"index\":1");
    assertThat(post("application/json", ("[" + event + "]").getBytes(UTF_8)).statusCode())
        .isEqualTo(202);
    HttpResponse<byte[]> binary =
        post(
            "application/json",
            data.getBytes(UTF_8),
            "ce-specversion",
            "1.0",
            "ce-id",
            "\"e%20%C3%A9\"",
            "ce-source",
            "/a",
            "ce-type",
            "call");
    assertThat(text(binary)).startsWith("{\"accepted\":1");

    List<IntakeRecord> records = intake.written().take();
    assertThat(records).hasSize(4).allMatch(record -> record.format().equals("cloudevents"));
    assertThat(new String(records.get(3).value(), UTF_8)).contains("\"id\":\"e é\"");
    HttpResponse<byte[]> wrong =
        post(
            "application/json",
            data.getBytes(UTF_8),
            "ce-specversion",
            "1.0",
            "ce-id",
            "%FF",
            "ce-source",
            "/a",
            "ce-type",
            "call");
    assertThat(wrong.statusCode()).isEqualTo(400);
  }

  @Test
  void takesNativeEventsOfEveryWorkload() throws Exception {
    String run = "{\"task_id\":\"t-1\",\"event\":\"submitted\",\"event_time\":%d}".formatted(now);
    String job = "{\"job_id\":\"j-1\",\"event\":\"started\",\"event_time\":%d}".formatted(now);
    String agent =
        "{\"measurement_id\":\"m\",\"event_time\":%d,\"metric\":\"commit\",\"value\":1}"
            .formatted(now);

    assertThat(text(intake.post("/api/v1/events?workload=comfyui", run)))
        .startsWith("{\"accepted\":1");
    assertThat(text(intake.post("/api/v1/events?workload=training", job)))
        .startsWith("{\"accepted\":1");
    assertThat(text(intake.post("/api/v1/events?workload=coding-agents", agent)))
        .startsWith("{\"accepted\":1");
    String image =
        "{\"job_id\":\"i-1\",\"event_time\":%d,\"model\":\"sdxl\",\"images\":2}".formatted(now);
    assertThat(text(intake.post("/api/v1/events?workload=image-jobs", image)))
        .startsWith("{\"accepted\":1");
    assertThat(intake.written().take())
        .extracting(IntakeRecord::topic)
        .containsExactly(
            "intake.comfyui", "intake.training", "intake.coding-agents", "intake.image-jobs");
  }

  @Test
  void keepsNoContentOfAnyFormat() throws Exception {
    String litellm =
        """
        {"id":"c-1","startTime":%d.5,"endTime":%d.9,"model":"m","status":"success",
         "prompt_tokens":1,"completion_tokens":1,"total_tokens":2,
         "metadata":{"user_api_key_user_id":"u","requester_metadata":{"x":"%s"}},
         "messages":[{"role":"user","content":"%s"}],"response":{"text":"%s"}}"""
            .formatted(now / 1000, now / 1000, MARKER, MARKER, MARKER);
    String span =
        """
        {"resourceSpans":[{"scopeSpans":[{"spans":[{"traceId":"5b8efff798038103d269b633813fc60c",
         "spanId":"eee19b7ec3c1b174","startTimeUnixNano":"%d000000","endTimeUnixNano":"%d000000",
         "attributes":[{"key":"gen_ai.operation.name","value":{"stringValue":"chat"}},
          {"key":"gen_ai.request.model","value":{"stringValue":"m"}},
          {"key":"gen_ai.input.messages","value":{"stringValue":"%s"}}],
         "events":[{"name":"%s"}]}]}]}]}"""
            .formatted(now, now, MARKER, MARKER);

    assertThat(intake.post("/api/v1/events/litellm", litellm).statusCode()).isEqualTo(202);
    assertThat(intake.post("/v1/traces", span).statusCode()).isEqualTo(200);
    assertThat(
            intake
                .post("/api/v1/events", call("r-1", ",\"messages\":\"" + MARKER + "\""))
                .statusCode())
        .isEqualTo(202);

    List<IntakeRecord> records = intake.written().take();
    assertThat(records).hasSize(3);
    assertThat(records)
        .allSatisfy(record -> assertThat(new String(record.value(), UTF_8)).doesNotContain(MARKER));
  }

  @Test
  void readsTheThreeShapesOfLitellmAndRefusesTheOldOne() throws Exception {
    String one =
        "{\"id\":\"c-1\",\"startTime\":%d.5,\"model\":\"m\",\"prompt_tokens\":1}"
            .formatted(now / 1000);
    String old =
        "{\"id\":\"c\",\"startTime\":\"%d\",\"model\":\"m\",\"usage\":\"{}\",\"cost\":\"0\"}"
            .formatted(now / 1000);

    assertThat(text(intake.post("/api/v1/events/litellm", one))).startsWith("{\"accepted\":1");
    assertThat(text(intake.post("/api/v1/events/litellm", "[" + one + "," + one + "]")))
        .startsWith("{\"accepted\":2");
    assertThat(text(intake.post("/api/v1/events/litellm", one + "\n" + one)))
        .startsWith("{\"accepted\":2");
    HttpResponse<byte[]> refused = intake.post("/api/v1/events/litellm", old);
    assertThat(refused.statusCode()).isEqualTo(400);
    assertThat(text(refused)).contains("generic_api_use_v1");
  }

  @Test
  void knowsCloudEventsByTheFirstItemThatCanBeRead() throws Exception {
    String event =
        "{\"specversion\":\"1.0\",\"type\":\"call\",\"source\":\"s\",\"id\":\"1\",\"data\":"
            + call("r-1", "")
            + "}";

    assertThat(text(intake.post("/api/v1/events", "[{\"id\":NaN}," + event + "]")))
        .startsWith("{\"accepted\":1,\"rejected\":[{\"index\":0,\"reason\":\"malformed\"");
    assertThat(intake.written().take().stream().map(IntakeRecord::format).toList())
        .containsExactly("cloudevents");
  }

  @Test
  void limitsItemsPerSecondOfAKey(@TempDir Path other) throws Exception {
    try (RunningIntake limited =
        RunningIntake.inMemory(other, "tidemark.intake.items-per-second=1")) {
      String two = "[" + call("r-1", "") + "," + call("r-2", "") + "]";
      assertThat(limited.post("/api/v1/events", two).statusCode()).isEqualTo(202);

      HttpResponse<byte[]> answer = limited.post("/api/v1/events", two);

      assertThat(answer.statusCode()).isEqualTo(429);
      assertThat(answer.headers().firstValueAsLong("Retry-After").orElse(0)).isPositive();
    }
  }
}
