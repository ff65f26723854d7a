/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.intake.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidemark.intake.elasticsearch.ElasticsearchHttp;
import io.tidemark.model.parsing.Sender;
import io.tidemark.stack.process.Await;
import io.tidemark.testkit.http.LoopbackServer;
import io.tidemark.testkit.http.Reply;
import io.tidemark.testkit.http.Request;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Keys of the store of settings, and how soon they work and stop working. */
@Tag("fast")
class KeyIndexTest {

  private static final Duration LIMIT = Duration.ofSeconds(20);
  private static final Duration REFRESH = Duration.ofMillis(20);

  private final List<Request> requests = new CopyOnWriteArrayList<>();
  private volatile Function<Request, Reply> answer = request -> hits();
  private final LoopbackServer store =
      LoopbackServer.start(
          request -> {
            requests.add(request);
            return answer.apply(request);
          });

  @AfterEach
  void stop() {
    store.close();
  }

  private static String key(String id, String tenant, String digest, String more) {
    return """
        {"_source":{"kind":"ingest-key","tenant_id":"%s","id":"%s","deleted":false,
         "body":{"name":"n-%s","role":"ingest","sha256":"%s"%s}},"sort":[7]}"""
        .formatted(tenant, id, id, digest, more);
  }

  private static Reply hits(String... hits) {
    return Reply.json("{\"hits\":{\"hits\":[" + String.join(",", hits) + "]}}");
  }

  private KeyIndex index(URI... before) {
    List<URI> hosts = new ArrayList<>(List.of(before));
    hosts.add(store.uri());
    return new KeyIndex(new ElasticsearchHttp(hosts, "intake", "secret"));
  }

  @Test
  void readsKeysWithTheTenantOfTheirDocument() throws Exception {
    answer =
        request ->
            hits(
                key("key-1", "acme", "AB", ",\"project_id\":\"web\",\"user_id\":\"alice\""),
                key("key-2", "acme", "cd", ",\"tenant_id\":\"globex\""));

    List<IngestKey> keys = index().loadKeys();

    assertThat(keys)
        .containsExactly(
            new IngestKey(
                "ab",
                new Source("key-1", "n-key-1", Source.KEY),
                new Sender("acme", "web", "alice", "n-key-1")),
            new IngestKey(
                "cd",
                new Source("key-2", "n-key-2", Source.KEY),
                new Sender("acme", null, null, "n-key-2")));
    assertThat(requests.get(0).header("authorization")).isEqualTo("Basic aW50YWtlOnNlY3JldA==");
    assertThat(requests.get(0).path()).isEqualTo("/tidemark-settings/_search");
    assertThat(requests.get(0).text()).contains("\"kind\":\"ingest-key\"");
    // Pages of another order may leave out a key while others are written.
    assertThat(requests.get(0).text())
        .contains("\"sort\":[{\"tenant_id\":\"asc\"},{\"id\":\"asc\"}]");
  }

  @Test
  void leavesOutKeysThatMayNotSend() throws Exception {
    String good = key("key-1", "acme", "ab", "");
    answer =
        request ->
            hits(
                good.replace("\"deleted\":false", "\"deleted\":true"),
                good.replace("\"role\":\"ingest\"", "\"role\":\"gateway\""),
                good.replace("\"sha256\":\"ab\"", "\"sha256\":\"\""),
                good.replace("\"tenant_id\":\"acme\"", "\"tenant_id\":\"\""),
                key("key-2", "acme", "ab", ",\"revoked\":true"));

    assertThat(index().loadKeys()).isEmpty();
  }

  /** Otherwise no key could be revoked any more. */
  @Test
  void leavesOutKeysThatCannotBeReadAlone() throws Exception {
    String good = key("key-1", "acme", "ab", "");
    answer =
        request ->
            hits(
                key("key-2", "acme", "cd", ",\"project_id\":[\"web\"]"),
                good.replaceFirst("\"body\":\\{.*\\}(?=\\},)", "\"body\":\"no json\""),
                good.replace("\"tenant_id\":\"acme\",", ""),
                key("key-3", "acme", "ef", ""));

    assertThat(index().loadKeys())
        .extracting(IngestKey::sha256)
        .contains("ef")
        .doesNotContain("ab", "cd");
  }

  /** While a snapshot is restored, the index is closed, and senders would lose what they send. */
  @Test
  void keysStayGoodWhileTheIndexIsAway() {
    String none = "{\"_shards\":{\"total\":0},\"hits\":{\"hits\":[]}}";
    answer = request -> Reply.json(request.method().equals("HEAD") ? 404 : 200, none);
    try (PolledKeys keys = new PolledKeys(List.of(index()), REFRESH)) {
      assertThat(Await.until(keys::isLoaded, LIMIT)).isTrue();
      answer = request -> hits(key("key-1", "acme", "ab", ""));
      assertThat(Await.until(() -> keys.findKey("ab").isPresent(), LIMIT)).isTrue();

      answer = request -> Reply.json(none);
      int before = requests.size();
      assertThat(Await.until(() -> requests.size() > before + 3, LIMIT)).isTrue();

      assertThat(keys.findKey("ab")).isPresent();
      assertThat(keys.isLoaded()).isTrue();
    }
  }

  /** Senders take a 401 as final, and a 503 as a reason to send again. */
  @Test
  void noKeyIsKnownWhileTheIndexIsClosedAtTheStart() {
    answer = request -> Reply.json("{\"_shards\":{\"total\":0},\"hits\":{\"hits\":[]}}");

    KeyIndex index = index();
    assertThatThrownBy(index::loadKeys).isInstanceOf(IOException.class);
  }

  @Test
  void readsAllPages() throws Exception {
    String[] full = new String[1000];
    for (int i = 0; i < full.length; i++) {
      full[i] = key("key-" + i, "acme", "d" + i, "");
    }
    answer =
        request ->
            request.text().contains("search_after")
                ? hits(key("last", "acme", "e", ""))
                : hits(full);

    assertThat(index().loadKeys()).hasSize(1001);
    assertThat(requests.get(1).text()).contains("\"search_after\":[7]");
  }

  @Test
  void asksTheNextNodeAndSaysWhenNoneAnswers() throws Exception {
    answer = request -> hits(key("key-1", "acme", "ab", ""));
    assertThat(index(URI.create("http://127.0.0.1:1")).loadKeys()).hasSize(1);
    try (LoopbackServer sick = LoopbackServer.start(request -> Reply.json(503, "{}"))) {
      assertThat(index(sick.uri()).loadKeys()).hasSize(1);
    }

    for (Reply bad : List.of(Reply.json(503, "{}"), Reply.json("no json"))) {
      answer = request -> bad;
      KeyIndex index = index();
      assertThatThrownBy(index::loadKeys).isInstanceOf(IOException.class);
    }
  }

  @Test
  void aRevokedKeyStopsWorkingWithinTheRefresh() {
    answer = request -> hits(key("key-1", "acme", "ab", ""), key("key-2", "acme", "cd", ""));
    try (PolledKeys keys = new PolledKeys(List.of(index()), REFRESH)) {
      assertThat(Await.until(() -> keys.findKey("ab").isPresent(), LIMIT)).isTrue();
      assertThat(keys.isLoaded()).isTrue();

      answer = request -> hits(key("key-2", "acme", "cd", ""));

      assertThat(Await.until(() -> keys.findKey("ab").isEmpty(), LIMIT)).isTrue();
      assertThat(keys.findKey("cd")).isPresent();
    }
  }

  @Test
  void keysStayGoodWhileTheStoreIsAway() {
    answer = request -> hits(key("key-1", "acme", "ab", ""));
    try (PolledKeys keys = new PolledKeys(List.of(index()), REFRESH)) {
      assertThat(Await.until(() -> keys.findKey("ab").isPresent(), LIMIT)).isTrue();

      answer = request -> Reply.json(503, "{}");
      int before = requests.size();
      assertThat(Await.until(() -> requests.size() > before + 3, LIMIT)).isTrue();

      assertThat(keys.findKey("ab")).isPresent();
      answer = request -> hits();
      assertThat(Await.until(() -> keys.findKey("ab").isEmpty(), LIMIT)).isTrue();
    }
  }

  @Test
  void noKeyIsUnknownBeforeTheStoreWasRead() {
    answer = request -> Reply.json(503, "{}");
    try (PolledKeys keys = new PolledKeys(List.of(index()), REFRESH)) {
      assertThat(Await.until(() -> requests.size() > 2, LIMIT)).isTrue();
      assertThat(keys.isLoaded()).isFalse();
    }
  }
}
