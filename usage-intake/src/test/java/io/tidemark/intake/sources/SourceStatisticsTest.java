/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.intake.sources;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidemark.intake.access.Access;
import io.tidemark.intake.access.Source;
import io.tidemark.intake.elasticsearch.ElasticsearchHttp;
import io.tidemark.intake.reading.Outcome;
import io.tidemark.intake.request.IntakeException;
import io.tidemark.intake.request.RequestMemory;
import io.tidemark.model.index.IndexFamily;
import io.tidemark.model.parsing.Sender;
import io.tidemark.model.schema.Field;
import io.tidemark.model.sources.SourceFields;
import io.tidemark.testkit.elasticsearch.FakeElasticsearch;
import io.tidemark.testkit.http.Reply;
import io.tidemark.testkit.time.ManualClock;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Statistics of sources, from a request to the documents. */
@Tag("fast")
class SourceStatisticsTest {

  private static final Instant NOW = Instant.parse("2026-11-29T08:30:20Z");
  private static final String TEMPLATE = "/_index_template/tidemark-sources";

  private final ManualClock clock = new ManualClock(NOW);
  private final SourceLog log = new SourceLog(clock, 100);
  private FakeElasticsearch elasticsearch;
  private SourceWriter writer;

  @BeforeEach
  void start() {
    elasticsearch = FakeElasticsearch.start();
    writer = writer("first");
    elasticsearch.failWith(SourceStatisticsTest::installed);
  }

  @AfterEach
  void stop() {
    elasticsearch.close();
  }

  private static Optional<Reply> installed(io.tidemark.testkit.http.Request request) {
    return request.path().equals(TEMPLATE) ? Optional.of(Reply.json("{}")) : Optional.empty();
  }

  private SourceWriter writer(String instance) {
    return new SourceWriter(
        log, instance, new ElasticsearchHttp(List.of(elasticsearch.uri()), null, null));
  }

  private static Access access(String tenant, String key) {
    Source source = new Source(key, "name of " + key, Source.KEY);
    return new Access("key/" + key, source, new Sender(tenant, null, null, null));
  }

  private void receive(Access access, int rejected) throws Exception {
    log.observeRequest(
        access,
        () -> {
          Outcome outcome = new Outcome(new RequestMemory(0).openShare());
          for (int i = 0; i < rejected; i++) {
            outcome.rejectItem(i, i == 0 ? "malformed" : "something-new", "message " + i);
          }
          outcome.ignoreItems(1);
          return outcome;
        });
  }

  private List<JsonNode> documents() throws Exception {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(elasticsearch.uri() + "/tidemark-sources-*/_search"))
            .build();
    String answer =
        HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString(UTF_8)).body();
    List<JsonNode> documents = new ArrayList<>();
    JsonMapper.shared().readTree(answer).path("hits").path("hits").forEach(documents::add);
    return documents;
  }

  @Test
  void writesOneDocumentForEachSourceAndMinute() throws Exception {
    receive(access("acme", "key-1"), 2);
    receive(access("acme", "key-2"), 0);
    receive(access("globex", "key-3"), 0);
    clock.advanceBy(Duration.ofMinutes(1));
    receive(access("acme", "key-1"), 0);

    writer.flushMinutes();

    assertThat(documents()).hasSize(4);
    JsonNode first =
        documents().stream()
            .map(hit -> hit.path("_source"))
            .filter(source -> source.path("rejected").asLong() == 2)
            .findFirst()
            .orElseThrow();
    assertThat(first.path("minute").asString()).isEqualTo("2026-11-29T08:30:00Z");
    assertThat(first.path("tenant_id").asString()).isEqualTo("acme");
    assertThat(first.path("source_id").asString()).isEqualTo("key-1");
    assertThat(first.path("rejected_by_reason").toString())
        .isEqualTo("{\"malformed\":1,\"other\":1}");
    assertThat(first.path("last_message").asString()).isEqualTo("message 0");
    assertThat(documents().get(0).path("_index").asString())
        .isEqualTo("tidemark-sources-2026.11.29");
  }

  @Test
  void everyFieldOfADocumentIsMapped() throws Exception {
    receive(access("acme", "key-1"), 2);
    writer.flushMinutes();
    Set<String> mapped =
        SourceFields.listAll().stream().map(Field::name).collect(Collectors.toSet());

    Set<String> written = new TreeSet<>();
    collect("", (ObjectNode) documents().get(0).path("_source"), written);

    assertThat(mapped).containsAll(written);
  }

  private static void collect(String prefix, ObjectNode object, Set<String> names) {
    object
        .properties()
        .forEach(
            member -> {
              String name = prefix + member.getKey();
              if (member.getValue() instanceof ObjectNode inner) {
                collect(name + ".", inner, names);
              } else {
                names.add(name);
              }
            });
  }

  @Test
  void replacesTheDocumentOfARunningMinuteAndForgetsPastOnes() throws Exception {
    receive(access("acme", "key-1"), 1);
    writer.flushMinutes();
    receive(access("acme", "key-1"), 1);
    writer.flushMinutes();
    int before = elasticsearch.requests().size();
    writer.flushMinutes();

    assertThat(elasticsearch.requests()).as("nothing has changed").hasSize(before);
    assertThat(documents()).hasSize(1);
    assertThat(documents().get(0).path("_source").path("requests").asLong()).isEqualTo(2);
    clock.advanceBy(Duration.ofMinutes(4));
    writer.flushMinutes();
    assertThat(log.size()).isZero();
  }

  @Test
  void countsFailedRequestsByReason() throws Exception {
    assertThatThrownBy(
            () ->
                log.observeRequest(
                    access("acme", "key-1"),
                    () -> {
                      throw IntakeException.createRetryable(
                          429, "Too many items.", Duration.ofSeconds(1));
                    }))
        .isInstanceOf(IntakeException.class);
    writer.flushMinutes();

    JsonNode source = documents().get(0).path("_source");
    assertThat(source.path("failed_requests").asLong()).isEqualTo(1);
    assertThat(source.path("failed_by_reason").toString()).isEqualTo("{\"throttled\":1}");
    assertThat(source.path("last_reason").asString()).isEqualTo("throttled");
  }

  @Test
  void keepsMinutesThatElasticsearchDidNotStore() throws Exception {
    elasticsearch.failWith(
        request -> Optional.of(FakeElasticsearch.error(503, "Elasticsearch is away")));
    receive(access("acme", "key-1"), 0);
    writer.flushMinutes();
    assertThat(log.size()).isEqualTo(1);

    elasticsearch.failWith(SourceStatisticsTest::installed);
    clock.advanceBy(Duration.ofMinutes(10));
    writer.flushMinutes();

    assertThat(documents()).hasSize(1);
    assertThat(log.size()).isZero();
  }

  @Test
  void waitsForTheIndexTemplate() throws Exception {
    elasticsearch.failWith(request -> Optional.empty());
    receive(access("acme", "key-1"), 0);
    writer.flushMinutes();

    assertThat(elasticsearch.requests()).noneMatch(one -> one.path().equals("/_bulk"));
  }

  @Test
  void dropsTheOldestMinutesBeyondItsLimit() throws Exception {
    for (int i = 0; i < 130; i++) {
      receive(access("acme", "key-" + i), 0);
      clock.advanceBy(Duration.ofSeconds(1));
    }
    writer.flushMinutes();

    assertThat(documents()).hasSize(100);
  }

  @Test
  void instancesWriteDocumentsOfTheirOwn() throws Exception {
    receive(access("acme", "key-1"), 0);
    writer.flushMinutes();
    receive(access("acme", "key-1"), 0);
    writer("second").flushMinutes();

    assertThat(documents()).hasSize(2);
    assertThat(IndexFamily.SOURCES.pattern()).isEqualTo("tidemark-sources-*");
  }
}
