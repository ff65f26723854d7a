/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.benchmarks.sink;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.tidemark.job.documents.DocumentWrite;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongFunction;
import java.util.stream.Stream;

/** Writes documents through {@code _bulk} from several threads, and does nothing else. */
public final class BareLoader {

  /** As many bulks at a time as the job's sink sends with two subtasks. */
  public static final int THREADS = 8;

  /** Documents in a bulk, as in the job's sink. */
  private static final int BULK = 1_000;

  private final HttpClient http = HttpClient.newHttpClient();
  private final URI uri;
  private final LongFunction<DocumentWrite> documents;
  private final AtomicLong written;

  /**
   * @param node address of Elasticsearch
   * @param documents by their number
   * @param written counts what is acknowledged
   */
  public BareLoader(URI node, LongFunction<DocumentWrite> documents, AtomicLong written) {
    this.uri = node.resolve("/_bulk?filter_path=errors");
    this.documents = documents;
    this.written = written;
  }

  /** Writes the documents of these numbers, the last one not included. */
  public void load(long from, long to) throws InterruptedException {
    AtomicLong next = new AtomicLong(from);
    ExecutorService threads = Executors.newFixedThreadPool(THREADS);
    try {
      for (Future<?> done :
          Stream.generate(() -> threads.submit(() -> sendBulks(next, to)))
              .limit(THREADS)
              .toList()) {
        done.get();
      }
    } catch (ExecutionException e) {
      throw new IllegalStateException(e.getCause());
    } finally {
      threads.shutdownNow();
    }
  }

  private void sendBulks(AtomicLong next, long to) {
    for (long at = next.getAndAdd(BULK); at < to; at = next.getAndAdd(BULK)) {
      long end = Math.min(to, at + BULK);
      StringBuilder body = new StringBuilder();
      for (long number = at; number < end; number++) {
        DocumentWrite document = documents.apply(number);
        body.append("{\"index\":{\"_index\":\"").append(document.index);
        body.append("\",\"_id\":\"").append(document.id);
        body.append("\",\"version\":").append(document.version);
        body.append(",\"version_type\":\"external_gte\"}}\n");
        body.append(new String(document.source, UTF_8)).append('\n');
      }
      send(body.toString());
      written.addAndGet(end - at);
    }
  }

  private void send(String body) {
    HttpRequest request =
        HttpRequest.newBuilder(uri)
            .header("Content-Type", "application/x-ndjson")
            .POST(HttpRequest.BodyPublishers.ofString(body))
            .build();
    try {
      HttpResponse<String> answer = http.send(request, HttpResponse.BodyHandlers.ofString());
      if (answer.statusCode() != 200 || !answer.body().contains("false")) {
        throw new IllegalStateException(answer.statusCode() + " " + answer.body());
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }
}
