/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.system;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tidemark.stack.kafka.ConsumerLag;
import io.tidemark.stack.process.Await;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.GZIPOutputStream;

/**
 * One event through every kind of route of intake. Each model call has another power of two as its
 * input tokens, so that the sum shows which ones count, and that each counts once.
 */
final class IntakeRoutes {

  static final String TENANT = "through-intake";

  private static final Duration LIMIT = Duration.ofMinutes(3);
  private static final ObjectMapper JSON = new ObjectMapper();

  private final HttpClient http = HttpClient.newHttpClient();
  private final URI api;
  private final URI intake;
  private final String token;
  private final Instant now = Instant.now();
  private final Map<String, String> bodies = new LinkedHashMap<>();
  private int calls;

  /**
   * @param token of a super-admin of {@link #TENANT}
   */
  IntakeRoutes(URI api, URI intake, String token) {
    this.api = api;
    this.intake = intake;
    this.token = token;
    addModelCalls();
    addOthers();
  }

  private void addCall(String route, String body) {
    bodies.put(route, fill(body).replace("TOKENS", Long.toString(1L << calls)));
    calls++;
  }

  private void addOther(String route, String body) {
    bodies.put(route, fill(body));
  }

  private String fill(String body) {
    return body.replace('\'', '"')
        .replace("TIME", now.toString())
        .replace("MILLIS", Long.toString(now.toEpochMilli()))
        .replace("SECONDS", Long.toString(now.getEpochSecond()));
  }

  private void addModelCalls() {
    addCall(
        "/api/v1/events",
        "{'request_id':'r-1','event_time':'TIME','model':'m','input_tokens':TOKENS}");
    addCall(
        "/v1/traces",
        "{'resourceSpans':[{'scopeSpans':[{'spans':[{'traceId':'5b8efff798038103d269b633813fc60c',"
            + "'spanId':'eee19b7ec3c1b174','startTimeUnixNano':'MILLIS000000',"
            + "'endTimeUnixNano':'MILLIS000000','attributes':["
            + "{'key':'gen_ai.operation.name','value':{'stringValue':'chat'}},"
            + "{'key':'gen_ai.request.model','value':{'stringValue':'m'}},"
            + "{'key':'gen_ai.usage.input_tokens','value':{'intValue':'TOKENS'}}]}]}]}]}");
    addCall(
        "/api/v1/events/cloudevents",
        "[{'specversion':'1.0','id':'e-1','source':'s','type':'call','time':'TIME',"
            + "'data':{'model':'m','input_tokens':TOKENS}}]");
    addCall(
        "/api/v1/events/litellm",
        "[{'id':'c-1','litellm_call_id':'c-1','startTime':SECONDS,'endTime':SECONDS,'model':'m',"
            + "'status':'success','prompt_tokens':TOKENS,'completion_tokens':0,'total_tokens':TOKENS}]");
    addCall(
        "/api/v1/events/new-api",
        "{'success':true,'data':{'items':[{'id':7,'created_at':SECONDS,'type':2,'model_name':'m',"
            + "'username':'ada','prompt_tokens':TOKENS,'completion_tokens':0}],'total':1}}");
    addCall(
        "/api/v1/events/envoy-access-log",
        "{'x-request-id':'x-1','start_time':'TIME','duration':'5','gen_ai.request.model':'m',"
            + "'gen_ai.usage.input_tokens':'TOKENS','response_code':200}");
    addCall(
        "/api/v1/events/higress",
        "{'request_id':'h-1','start_time':'TIME','duration':'5','response_code':'200',"
            + "'ai_log':{'model':'m','input_token':'TOKENS','output_token':'0'}}");
    addCall(
        "/api/v1/events/ms-swift",
        "{'timestamp':'TIME','model':'m','prompt_tokens':TOKENS,'completion_tokens':0}");
  }

  private void addOthers() {
    addOther(
        "/api/v1/events?workload=comfyui",
        "{'task_id':'t-1','event':'succeeded','event_time':'TIME','workflow_id':'w'}");
    addOther(
        "/api/v1/events/comfyui-history",
        "{'p-1':{'prompt':[1,'p-1',{},{},[]],'context':{'node_times':'3 KSampler 5250 ms'},"
            + "'status':{'messages':[['execution_success',{'timestamp':MILLIS}]]}}}");
    addOther(
        "/api/v1/events?workload=training",
        "{'job_id':'j-1','event':'started','event_time':'TIME'}");
    addOther(
        "/api/v1/events?workload=image-jobs",
        "{'job_id':'i-1','event_time':'TIME','model':'sdxl','images':2}");
    addOther(
        "/v1/logs",
        "{'resourceLogs':[{'scopeLogs':[{'logRecords':[{'timeUnixNano':'MILLIS000000',"
            + "'body':{'stringValue':'claude_code.api_request'},'attributes':["
            + "{'key':'request_id','value':{'stringValue':'req_1'}},"
            + "{'key':'input_tokens','value':{'intValue':'12'}}]}]}]}]}");
    addOther(
        "/v1/metrics",
        "{'resourceMetrics':[{'scopeMetrics':[{'metrics':[{'name':'claude_code.commit.count',"
            + "'sum':{'aggregationTemporality':1,'isMonotonic':true,'dataPoints':["
            + "{'timeUnixNano':'MILLIS000000','asInt':'3','attributes':["
            + "{'key':'session.id','value':{'stringValue':'s'}}]}]}}]}]}]}");
  }

  /** Creates a key, and waits until intake knows it. */
  String createKey() throws Exception {
    HttpRequest request =
        HttpRequest.newBuilder(api.resolve("/api/v1/ingest-keys"))
            .header("Authorization", "Bearer " + token)
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString("{\"name\":\"all-routes\"}"))
            .build();
    HttpResponse<String> created = http.send(request, HttpResponse.BodyHandlers.ofString());
    assertThat(created.statusCode()).as(created.body()).isEqualTo(201);
    String key = JSON.readTree(created.body()).path("key").asText();
    // No item: only the key is checked.
    assertThat(
            Await.untilCostly(
                () -> post(key, "/v1/traces", "{}").statusCode() == 200, Duration.ofSeconds(30)))
        .as("a new key works within 30 s")
        .isTrue();
    return key;
  }

  /** Sends all, packed, and one item that is rejected. */
  void sendAll(String key) {
    bodies.forEach(
        (route, body) -> {
          HttpResponse<String> answer = post(key, route, body);
          assertThat(answer.statusCode()).as(route + " " + answer.body()).isIn(200, 202);
        });
    assertThat(post(key, "/api/v1/events", "{\"request_id\":\"bad\"}").statusCode()).isEqualTo(400);
  }

  /** Waits until everything counts once, and is seen among the sources. */
  void assertCountedOnce() {
    long tokens = (1L << calls) - 1;
    awaitMetric("/model-calls/summary", "input_tokens", tokens);
    awaitMetric("/model-calls/summary", "calls", calls);
    awaitMetric("/comfyui/summary", "executions", 2);
    awaitMetric("/training/summary", "jobs", 1);
    awaitMetric("/image-jobs/summary", "images", 2);
    awaitMetric("/coding-agents/summary", "commits", 3);
    awaitMetric("/coding-agents/summary", "input_tokens", 12);
  }

  /** Waits until the sources of the tenant show that many rounds of {@link #sendAll}. */
  void assertSources(int rounds) {
    long accepted = (long) rounds * bodies.size();
    assertThat(Await.untilCostly(() -> source().path("accepted").asLong() == accepted, LIMIT))
        .as("%s, expected %d", source(), accepted)
        .isTrue();
    assertThat(source().path("rejected_by_reason").path("malformed").asLong()).isEqualTo(rounds);
    assertThat(source().path("name").asText()).isEqualTo("all-routes");
    assertThat(source().path("median_age_ms").asLong()).isPositive();
  }

  /** Waits until the job has read all that intake wrote. */
  static void awaitAllRead(String bootstrapServers) {
    assertThat(
            Await.untilCostly(
                () ->
                    ConsumerLag.of(bootstrapServers).entrySet().stream()
                        .filter(topic -> topic.getKey().startsWith("intake."))
                        .allMatch(topic -> topic.getValue() == 0),
                LIMIT))
        .isTrue();
  }

  private JsonNode source() {
    return get("/sources").path("sources").path(0);
  }

  private void awaitMetric(String route, String name, long expected) {
    assertThat(Await.untilCostly(() -> get(route).path(name).asLong(-1) == expected, LIMIT))
        .as("%s of %s: %s, expected %d", name, route, get(route), expected)
        .isTrue();
  }

  private JsonNode get(String route) {
    try {
      HttpRequest request =
          HttpRequest.newBuilder(api.resolve("/api/v1" + route + "?range=2h"))
              .header("Authorization", "Bearer " + token)
              .build();
      return JSON.readTree(http.send(request, HttpResponse.BodyHandlers.ofString()).body());
    } catch (IOException | InterruptedException failure) {
      throw new IllegalStateException(failure);
    }
  }

  private HttpResponse<String> post(String key, String route, String body) {
    try {
      ByteArrayOutputStream packed = new ByteArrayOutputStream();
      try (GZIPOutputStream gzip = new GZIPOutputStream(packed)) {
        gzip.write(body.getBytes(UTF_8));
      }
      HttpRequest request =
          HttpRequest.newBuilder(intake.resolve(route))
              .header("Authorization", "Bearer " + key)
              .header("Content-Type", "application/json")
              .header("Content-Encoding", "gzip")
              .POST(HttpRequest.BodyPublishers.ofByteArray(packed.toByteArray()))
              .build();
      return http.send(request, HttpResponse.BodyHandlers.ofString());
    } catch (IOException | InterruptedException failure) {
      throw new IllegalStateException(failure);
    }
  }
}
