/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.api.settings;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jwt.JWTClaimsSet;
import io.tidemark.api.live.Answer;
import io.tidemark.api.live.Golden;
import io.tidemark.api.live.LiveApi;
import io.tidemark.api.live.RecordingProxy.Sent;
import io.tidemark.api.live.Tokens;
import io.tidemark.notes.NoteController;
import java.net.http.HttpRequest;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** The routes of a kind, over HTTP and a real Elasticsearch node. */
@Tag("node")
class SettingRoutesTest {

  private static final String PATH = "/api/v1/notes";
  private static final String YAML = "application/yaml";
  private static final String JSON = "application/json";

  @TempDir static Path folder;
  private static LiveApi api;

  /** Behind the names of tenants: settings of a run before in the same JVM are of others. */
  private final String run = "-" + Long.toString(System.nanoTime(), 36);

  @BeforeAll
  static void start() throws Exception {
    Files.writeString(
        folder.resolve("notes.yaml"),
        """
        kind: note
        tenant: notes-files
        id: fixed
        body:
          text: from a file
        ---
        kind: note
        shared: true
        id: house-rule
        body: {text: for all}
        """);
    api =
        LiveApi.besideWith(
            List.of(NoteKind.class, NoteController.class), "--tidemark.settings.path=" + folder);
  }

  @AfterAll
  static void stop() {
    api.close();
  }

  @Test
  void takesJsonAndYamlAndAnswersWithAnEtag() {
    String root = root("notes-formats");

    Answer created = put(root, "a", JSON, "{\"text\":\"one\"}");
    Answer changed = put(root, "a", YAML, "text: two # words\nnumber: 7\n");

    assertThat(created.status()).as(created.text()).isEqualTo(201);
    assertThat(created.headers().firstValue("ETag")).contains("\"1\"");
    assertThat(changed.status()).as(changed.text()).isEqualTo(200);
    assertThat(changed.headers().firstValue("ETag")).contains("\"2\"");
    Answer found = api.get(root, PATH + "/a");
    assertThat(found.headers().firstValue("ETag")).contains("\"2\"");
    assertThat(found.text())
        .isEqualTo(
            "{\"id\":\"a\",\"shared\":false,\"revision\":2,\"changed_by\":\"root\","
                + "\"changed_at\":\"2026-03-12T10:10:00.001Z\",\"origin\":\"api\","
                + "\"body\":{\"text\":\"two\",\"number\":7}}");
    assertThat(api.get(root, PATH).json().path("settings").get(0).path("id").asString())
        .isEqualTo("a");
  }

  @Test
  void rejectsTheSecondOfTwoWritersOfARevision() {
    String root = root("notes-race");
    put(root, "a", JSON, "{\"text\":\"zero\"}");
    List<CompletableFuture<Answer>> writers =
        IntStream.range(0, 2)
            .mapToObj(
                i ->
                    CompletableFuture.supplyAsync(
                        () ->
                            api.send(
                                request(root, "a", JSON, "{\"text\":\"" + i + "\"}")
                                    .header("If-Match", "\"1\"")
                                    .build())))
            .toList();

    List<Integer> statuses = writers.stream().map(one -> one.join().status()).sorted().toList();
    assertThat(statuses).containsExactly(200, 412);
    Answer again =
        api.send(request(root, "a", JSON, "{\"text\":\"x\"}").header("If-None-Match", "*").build());
    assertThat(again.status()).isEqualTo(412);
    Answer stale =
        api.send(api.request(root, PATH + "/a").header("If-Match", "\"1\"").DELETE().build());
    assertThat(stale.status()).isEqualTo(412);
  }

  @Test
  void listsThePastOfASetting() {
    String root = root("notes-past");
    put(root, "a", JSON, "{\"text\":\"one\",\"secret\":\"s-1\"}");
    put(root, "a", JSON, "{\"text\":\"two\",\"secret\":\"s-1\"}");
    assertThat(delete(root, "a").status()).isEqualTo(200);

    JsonNode revisions = api.get(root, PATH + "/a/history").json().path("revisions");

    assertThat(revisions.size()).isEqualTo(3);
    assertThat(revisions.get(0).path("action").asString()).isEqualTo("deleted");
    assertThat(revisions.get(0).path("after").isNull()).isTrue();
    assertThat(revisions.get(1).path("before").path("text").asString()).isEqualTo("one");
    assertThat(revisions.toString()).contains("(redacted)").doesNotContain("s-1");
    String time = revisions.get(2).path("changed_at").asString();
    JsonNode then =
        api.get(root, PATH + "/a/history", "until", time, "limit", "1").json().path("revisions");
    assertThat(then.get(0).path("after").path("text").asString()).isEqualTo("one");
    assertThat(api.get(root, PATH + "/a").status()).isEqualTo(404);
    assertThat(api.get(root("notes-stranger"), PATH + "/a/history").json().path("revisions"))
        .isEmpty();
  }

  @Test
  void showsASettingOfAFileAndDoesNotChangeIt() {
    String root = api.tokens().superAdmin("notes-files", "root");

    JsonNode fixed = api.get(root, PATH + "/fixed").json();
    assertThat(fixed.path("origin").asString()).isEqualTo("file");
    assertThat(fixed.path("changed_by").asString()).isEqualTo("file notes.yaml");
    Answer put = put(root, "fixed", JSON, "{\"text\":\"mine\"}");
    assertThat(put.status()).isEqualTo(409);
    assertThat(put.json().path("type").asString()).isEqualTo("urn:tidemark:problem:read-only");
    assertThat(delete(root, "fixed").status()).isEqualTo(409);
    assertThat(api.get(root("notes-else"), PATH + "/house-rule").json().path("shared").asBoolean())
        .isTrue();
    assertThat(api.get(root("notes-else"), PATH + "/fixed").status()).isEqualTo(404);
  }

  @Test
  void changesSharedSettingsForOperatorsAlone() {
    JWTClaimsSet claims =
        Tokens.claims("notes-shared" + run, "ops").claim("roles", List.of("operator")).build();
    String operator = api.tokens().sign(claims);
    HttpRequest.Builder shared =
        api.request(operator, PATH + "/rule", "shared", "true").header("Content-Type", JSON);
    HttpRequest.Builder refused =
        api.request(root("notes-shared"), PATH + "/rule", "shared", "true")
            .header("Content-Type", JSON);
    HttpRequest.BodyPublisher body = HttpRequest.BodyPublishers.ofString("{\"text\":\"t\"}");

    assertThat(api.send(refused.PUT(body).build()).status()).isEqualTo(403);
    assertThat(api.send(shared.PUT(body).build()).status()).isIn(200, 201);
    assertThat(api.get(root("notes-any"), PATH + "/rule").status()).isEqualTo(200);
    JsonNode history = api.get(root("notes-any"), PATH + "/rule/history").json();
    assertThat(history.path("shared").asBoolean()).isTrue();
    assertThat(history.path("revisions")).isNotEmpty();
    put(root("notes-own"), "rule", JSON, "{\"text\":\"own\"}");
    JsonNode own = api.get(root("notes-own"), PATH + "/rule/history").json();
    assertThat(own.path("shared").asBoolean()).isFalse();
    assertThat(own.path("revisions").get(0).path("changed_by").asString()).isEqualTo("root");
    assertThat(put(api.tokens().member("notes-any", "m"), "x", JSON, "{\"text\":\"t\"}").status())
        .isEqualTo(403);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "text: &a x\nnested: *a",
        "text: !!java.net.URL [http://127.0.0.1/]",
        "!!javax.script.ScriptEngineManager [x]",
        "text: a\ntext: b",
        "text: a\n---\ntext: b",
        "a: &a [x,x]\nb: &b [*a,*a]\nc: &c [*b,*b]",
        "text: {<<: {a: 1}}",
        "text: [",
        "? {a: b}\n: c",
        "\t",
        "",
        "text: \"\\0\"",
        "nested: {a: 0.1234567890123456789}\ntext: t"
      })
  void rejectsHostileYaml(String body) {
    String root = root("notes-hostile");

    Answer answer = put(root, "a", YAML, body);

    assertThat(answer.status()).as(answer.text()).isEqualTo(400);
    assertThat(answer.text()).doesNotContain("snakeyaml", "Exception", "java.");
    assertThat(api.get(root, PATH + "/a").status()).isEqualTo(404);
  }

  @Test
  void rejectsDeepAndHugeBodies() {
    String root = root("notes-hostile");

    assertThat(put(root, "a", YAML, "text: " + "[".repeat(2_000)).status()).isEqualTo(400);
    assertThat(put(root, "a", YAML, "a:\n" + nested(60)).status()).isEqualTo(400);
    assertThat(put(root, "a", JSON, "{\"text\":" + "[".repeat(2_000)).status()).isEqualTo(400);
    assertThat(put(root, "a", YAML, "text: " + "a".repeat(4_001)).status()).isEqualTo(413);
    assertThat(put(root, "a", YAML, "a".repeat(5 << 20)).status()).isEqualTo(413);
    assertThat(put(root, "a", "text/plain", "{}").status()).isEqualTo(415);
    assertThat(put(root, "A_", JSON, "{\"text\":\"t\"}").status()).isEqualTo(400);
  }

  private static String nested(int levels) {
    return IntStream.range(1, levels)
        .mapToObj(i -> " ".repeat(i) + "a:\n")
        .collect(Collectors.joining());
  }

  @Test
  void sendsTheseRequests() {
    // Ids of documents follow from the tenant, so that it is the same in each run.
    api.elasticsearch(
        "POST",
        "/tidemark-settings,tidemark-changes/_delete_by_query?refresh=true",
        "{\"query\":{\"term\":{\"tenant_id\":\"notes-golden\"}}}");
    String root = api.tokens().superAdmin("notes-golden", "root");
    api.proxy().forget();
    put(root, "a", JSON, "{\"text\":\"one\"}");
    put(root, "a", JSON, "{\"text\":\"two\"}");
    api.get(root, PATH);
    api.get(root, PATH + "/a/history");

    Golden.assertSame(
        "searches/settings.txt",
        api.proxy().sent().stream()
            .filter(sent -> sent.path().startsWith("/tidemark-"))
            .map(SettingRoutesTest::line)
            .collect(Collectors.joining("\n\n")));
  }

  private static String line(Sent sent) {
    // Other tests write settings, and close their index and open it again.
    String path = sent.path().replaceAll("(if_seq_no|if_primary_term)=\\d+", "$1=…");
    return (sent.method() + " " + path + "\n" + sent.body()).strip();
  }

  private String root(String tenant) {
    return api.tokens().superAdmin(tenant + run, "root");
  }

  private static Answer put(String token, String id, String type, String body) {
    return api.send(request(token, id, type, body).build());
  }

  private static HttpRequest.Builder request(String token, String id, String type, String body) {
    return api.request(token, PATH + "/" + id)
        .header("Content-Type", type)
        .PUT(HttpRequest.BodyPublishers.ofString(body));
  }

  private static Answer delete(String token, String id) {
    return api.delete(token, PATH + "/" + id);
  }
}
