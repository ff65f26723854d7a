/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.intake;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.tidemark.intake.kafka.IntakeRecord;
import io.tidemark.intake.kafka.RecordWriter;
import io.tidemark.intake.request.IntakeException;
import io.tidemark.intake.request.RequestMemory;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Primary;

/** The real service on a free port, with two keys; Kafka is a list unless a test gives one. */
public final class RunningIntake implements AutoCloseable {

  public static final String KEY = "tmk_test-key-of-acme";
  public static final String FIXED_KEY = "tmk_test-key-that-fixes-project-and-user";
  public static final String TENANT = "acme";

  private final HttpClient client = HttpClient.newHttpClient();
  private final ConfigurableApplicationContext context;
  private final URI uri;

  /** Records what the service writes. */
  public static final class Written implements RecordWriter {
    private final List<IntakeRecord> records = new ArrayList<>();
    private volatile boolean unavailable;

    @Override
    public synchronized void writeRecords(List<IntakeRecord> more) {
      if (unavailable) {
        throw IntakeException.createUnavailable("Kafka is away");
      }
      records.addAll(more);
    }

    /** All records so far, and forgets them. */
    public synchronized List<IntakeRecord> take() {
      List<IntakeRecord> taken = List.copyOf(records);
      records.clear();
      return taken;
    }

    void setUnavailable(boolean away) {
      unavailable = away;
    }

    @Override
    public void close() {}
  }

  /** Replaces Kafka; not a configuration that the service would find by itself. */
  static class InMemory {
    @Bean
    @Primary
    Written written() {
      return new Written();
    }
  }

  private RunningIntake(List<Class<?>> configurations, Path folder, String... properties)
      throws IOException {
    Path keys = folder.resolve("keys.yaml");
    Files.writeString(
        keys,
        """
        keys:
        - {sha256: "%s", tenant_id: acme, name: litellm-prod}
        - {sha256: "%s", tenant_id: acme, project_id: web, user_id: alice}
        """
            .formatted(sha256(KEY), sha256(FIXED_KEY)));
    List<String> all = new ArrayList<>(List.of(properties));
    all.add("server.port=0");
    all.add("tidemark.keys.file=" + keys);
    List<Class<?>> sources = new ArrayList<>(configurations);
    sources.add(UsageIntake.class);
    context =
        new SpringApplicationBuilder(sources.toArray(Class<?>[]::new))
            .run(all.stream().map(one -> "--" + one).toArray(String[]::new));
    uri =
        URI.create("http://127.0.0.1:" + context.getEnvironment().getProperty("local.server.port"));
  }

  /** With a list in place of Kafka. */
  public static RunningIntake inMemory(Path folder, String... properties) throws IOException {
    return new RunningIntake(List.of(InMemory.class), folder, properties);
  }

  /** With Kafka as the properties say. */
  public static RunningIntake withKafka(Path folder, String... properties) throws IOException {
    return new RunningIntake(List.of(), folder, properties);
  }

  /** Address, without a slash at its end. */
  public URI uri() {
    return uri;
  }

  public Written written() {
    return context.getBean(Written.class);
  }

  /** The memory of its requests. */
  public RequestMemory memory() {
    return context.getBean(RequestMemory.class);
  }

  /** Posts a body with the key of the tenant. */
  public HttpResponse<byte[]> post(String path, String type, byte[] body, String... headers)
      throws IOException, InterruptedException {
    return postWith(KEY, path, type, body, headers);
  }

  /** Posts JSON with the key of the tenant. */
  public HttpResponse<byte[]> post(String path, String json)
      throws IOException, InterruptedException {
    return post(path, "application/json", json.getBytes(UTF_8));
  }

  /** Posts a body with a key; null sends none. */
  public HttpResponse<byte[]> postWith(
      String key, String path, String type, byte[] body, String... headers)
      throws IOException, InterruptedException {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(uri.resolve(path))
            .POST(HttpRequest.BodyPublishers.ofByteArray(body));
    if (type != null) {
      request.header("Content-Type", type);
    }
    if (key != null) {
      request.header("Authorization", "Bearer " + key);
    }
    for (int i = 0; i < headers.length; i += 2) {
      request.header(headers[i], headers[i + 1]);
    }
    return client.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
  }

  /** The text of a page. */
  public String get(String path) throws IOException, InterruptedException {
    HttpRequest request = HttpRequest.newBuilder(uri.resolve(path)).build();
    return client.send(request, HttpResponse.BodyHandlers.ofString()).body();
  }

  /** The body of an answer as text. */
  public static String text(HttpResponse<byte[]> answer) {
    return new String(answer.body(), UTF_8);
  }

  /** The digest of a key. */
  public static String sha256(String key) {
    try {
      return HexFormat.of()
          .formatHex(MessageDigest.getInstance("SHA-256").digest(key.getBytes(UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void close() {
    context.close();
  }

  /** Values of records by the names of their formats. */
  public static Map<String, List<String>> byFormat(List<IntakeRecord> records) {
    Map<String, List<String>> byFormat = new java.util.TreeMap<>();
    records.forEach(
        record ->
            byFormat
                .computeIfAbsent(record.format(), format -> new ArrayList<>())
                .add(new String(record.value(), UTF_8)));
    return byFormat;
  }
}
