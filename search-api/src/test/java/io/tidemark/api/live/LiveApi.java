/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.api.live;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.api.SearchApi;
import io.tidemark.api.search.StandingSplitTime;
import io.tidemark.api.settings.SettingViews;
import io.tidemark.stack.process.Await;
import io.tidemark.templates.TemplateInstaller;
import io.tidemark.testkit.elasticsearch.ElasticsearchNode;
import io.tidemark.testkit.files.JvmFolder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collection;
import java.util.List;
import java.util.function.Consumer;
import org.apache.http.HttpHost;
import org.elasticsearch.client.RestClient;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.support.GenericApplicationContext;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The real API on a free port over a real Elasticsearch node, one of each for all tests of the
 * module. Its clock stands still.
 */
public final class LiveApi implements AutoCloseable {

  /** Four days after clocks went forward in St. John's, ten minutes past the hour. */
  public static final Instant NOW = Instant.parse("2026-03-12T10:10:00Z");

  private static final Duration FIRST_READS = Duration.ofSeconds(30);

  private static final JsonMapper JSON = JsonMapper.shared();
  private static LiveApi shared;

  private final Backing backing;
  private final HttpClient http = HttpClient.newHttpClient();
  private final ConfigurableApplicationContext context;
  private final URI uri;
  private Contract contract;

  /** The settings that instances of the API have in common. */
  private record Backing(
      URI elasticsearch, RecordingProxy proxy, StubIntake intake, Path keyFile, Tokens tokens) {

    /** The same with a proxy of its own: what it keeps or holds is of one instance. */
    Backing over(URI other) {
      return new Backing(other, new RecordingProxy(other), intake, keyFile, tokens);
    }

    static Backing start() {
      try {
        Path state = JvmFolder.create("search-api-test");
        JvmFolder.deleteAtExit(state, () -> {});
        // Ends with this JVM.
        URI elasticsearch = ElasticsearchNode.shared().uri();
        installTemplates(elasticsearch);
        byte[] key = new byte[32];
        new SecureRandom().nextBytes(key);
        Path keyFile =
            Files.writeString(state.resolve("key"), Base64.getEncoder().encodeToString(key));
        return new Backing(
            elasticsearch,
            new RecordingProxy(elasticsearch),
            new StubIntake(),
            keyFile,
            new Tokens(key));
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  private LiveApi(Backing backing, Clock clock, String... options) {
    this(backing, clock, beans -> {}, options);
  }

  private LiveApi(
      Backing backing, Clock clock, Consumer<GenericApplicationContext> beans, String... options) {
    this.backing = backing;
    List<String> all =
        new ArrayList<>(
            List.of(
                "--tidemark.templates.install=false",
                "--tidemark.elasticsearch.hosts=" + backing.proxy().uri(),
                "--tidemark.sources.intake-url=" + StubIntake.SHOWN,
                "--tidemark.sources.internal-url=" + backing.intake().uri(),
                "--tidemark.token.key-file=" + backing.keyFile()));
    all.addAll(List.of(Background.switchOff(options)));
    // Tests refresh views and write the access log themselves.
    addDefault(all, "--tidemark.settings.refresh=", "1h");
    addDefault(all, "--tidemark.access-log.interval=", "1h");
    addDefault(all, "--server.port=", "0");
    context =
        new SpringApplicationBuilder(SearchApi.class)
            .initializers(
                (GenericApplicationContext making) -> {
                  making.registerBean("clock", Clock.class, () -> clock);
                  making.registerBean(StandingSplitTime.class);
                  beans.accept(making);
                })
            .run(all.toArray(String[]::new));
    int port = ((WebServerApplicationContext) context).getWebServer().getPort();
    uri = URI.create("http://127.0.0.1:" + port);
  }

  private static void addDefault(List<String> options, String option, String value) {
    if (options.stream().noneMatch(given -> given.startsWith(option))) {
      options.add(option + value);
    }
  }

  /** The one that all tests use. */
  public static synchronized LiveApi shared() {
    if (shared == null) {
      shared = new LiveApi(Backing.start(), Clock.fixed(NOW, ZoneOffset.UTC));
      shared.index(SampleTenant.progress());
    }
    return shared;
  }

  /** One more instance over the same Elasticsearch node, with settings of its own; to be closed. */
  public static LiveApi beside(String... options) {
    return over(shared().elasticsearchUri(), options).afterFirstReads();
  }

  /** The same with beans, and thus routes, that the API itself does not have; to be closed. */
  public static LiveApi besideWith(List<Class<?>> beans, String... options) {
    LiveApi api =
        new LiveApi(
            shared().backing.over(shared().elasticsearchUri()),
            Clock.fixed(NOW, ZoneOffset.UTC),
            making -> beans.forEach(bean -> making.registerBean(bean)),
            options);
    api.contract = api.readContract();
    return api.afterFirstReads();
  }

  /** The same with another clock, and beans in place of its own; to be closed. */
  static LiveApi besideAt(Clock clock, Consumer<GenericApplicationContext> beans) {
    return new LiveApi(shared().backing.over(shared().elasticsearchUri()), clock, beans)
        .afterFirstReads();
  }

  /**
   * A new instance reads settings and the directory by itself. A mood that is set at once would be
   * for these reads, and not for what a test asks.
   */
  private LiveApi afterFirstReads() {
    SettingViews settings = bean(SettingViews.class);
    Await.until(() -> settings.isLoaded() && proxy().hasPolled("tidemark-directory"), FIRST_READS);
    return this;
  }

  /** One more instance over something that answers like Elasticsearch; to be closed. */
  public static LiveApi over(URI elasticsearch, String... options) {
    return new LiveApi(
        shared().backing.over(elasticsearch), Clock.fixed(NOW, ZoneOffset.UTC), options);
  }

  @Override
  public void close() {
    context.close();
    backing.proxy().close();
  }

  /** A bean of this instance. */
  public <T> T bean(Class<T> type) {
    return context.getBean(type);
  }

  /** All beans of a type, which may be none. */
  public <T> Collection<T> beans(Class<T> type) {
    return context.getBeansOfType(type).values();
  }

  /** Where Elasticsearch answers, past the proxy. */
  public URI elasticsearchUri() {
    return backing.elasticsearch();
  }

  /** The file with the key of {@link #tokens()}. */
  public Path keyFile() {
    return backing.keyFile();
  }

  private static void installTemplates(URI elasticsearch) throws IOException {
    try (RestClient client =
        RestClient.builder(HttpHost.create(elasticsearch.toString())).build()) {
      new TemplateInstaller(client).installTemplates(Duration.ofMinutes(1));
    }
  }

  public URI uri() {
    return uri;
  }

  public RecordingProxy proxy() {
    return backing.proxy();
  }

  /** Where test events of sources go. */
  public StubIntake intake() {
    return backing.intake();
  }

  public Tokens tokens() {
    return backing.tokens();
  }

  /** Writes documents, each as action and source, and makes them searchable. */
  public void index(List<IndexedDocument> documents) {
    StringBuilder bulk = new StringBuilder();
    for (IndexedDocument document : documents) {
      bulk.append(document.action()).append('\n').append(document.source()).append('\n');
    }
    JsonNode answer = JSON.readTree(elasticsearch("POST", "/_bulk?refresh=true", bulk.toString()));
    for (JsonNode item : answer.path("items")) {
      if (item.path("index").has("error")) {
        throw new AssertionError("Elasticsearch refused a test document: " + item);
      }
    }
  }

  /** Talks to Elasticsearch directly, past the API and the proxy. */
  public String elasticsearch(String method, String path, String body) {
    HttpRequest request =
        HttpRequest.newBuilder(backing.elasticsearch().resolve(path))
            .header("Content-Type", "application/json")
            .method(method, HttpRequest.BodyPublishers.ofString(body))
            .build();
    return exchange(request).text();
  }

  /** GET with a token; {@code parameters} as name, value, name, value, … */
  public Answer get(String token, String path, String... parameters) {
    return send(request(token, path, parameters).GET().build());
  }

  /** The body of a {@link #get} that succeeds. */
  public JsonNode readJson(String token, String path, String... parameters) {
    Answer answer = get(token, path, parameters);
    assertThat(answer.status()).as(answer.text()).isEqualTo(200);
    return answer.json();
  }

  /** DELETE with a token; {@code parameters} as in {@link #get}. */
  public Answer delete(String token, String path, String... parameters) {
    return send(request(token, path, parameters).DELETE().build());
  }

  /** Sends JSON with a token. */
  public Answer send(String token, String method, String path, String json) {
    return send(token, method, path, "application/json", json);
  }

  /** Sends a body of a media type with a token. */
  public Answer send(String token, String method, String path, String type, String body) {
    return send(
        request(token, path)
            .header("Content-Type", type)
            .method(method, HttpRequest.BodyPublishers.ofString(body))
            .build());
  }

  /** A request to be completed. */
  public HttpRequest.Builder request(String token, String path, String... parameters) {
    StringBuilder address = new StringBuilder(path);
    for (int i = 0; i < parameters.length; i += 2) {
      address.append(i == 0 ? '?' : '&').append(encode(parameters[i]));
      address.append('=').append(encode(parameters[i + 1]));
    }
    HttpRequest.Builder request = HttpRequest.newBuilder(uri.resolve(address.toString()));
    return token == null ? request : request.header("Authorization", "Bearer " + token);
  }

  /** Sends a request, and holds the answer to the API document. */
  public Answer send(HttpRequest request) {
    Answer answer = exchange(request);
    if (request.uri().getPath().startsWith("/api/")) {
      contract().check(request.method(), request.uri().getPath(), answer);
    }
    return answer;
  }

  /** The contract with which answers are compared: read once for all instances of equal routes. */
  public synchronized Contract contract() {
    if (contract == null) {
      contract = this == shared ? readContract() : shared().contract();
    }
    return contract;
  }

  private Contract readContract() {
    return new Contract(exchange(request(null, "/v3/api-docs").GET().build()).json());
  }

  private Answer exchange(HttpRequest request) {
    try {
      HttpResponse<String> answer = http.send(request, HttpResponse.BodyHandlers.ofString());
      return new Answer(answer.statusCode(), answer.headers(), answer.body());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private static String encode(String text) {
    return URLEncoder.encode(text, UTF_8);
  }
}
