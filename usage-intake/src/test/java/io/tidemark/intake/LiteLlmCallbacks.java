/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.intake;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;

/**
 * Posts as LiteLLM's generic callback does: an array, lines, or one object a request, all of them
 * labelled JSON, and never a second time. As many requests a second leave the processors to the
 * servers that start meanwhile.
 */
final class LiteLlmCallbacks implements AutoCloseable {

  private static final int BATCH = 10;
  private static final int REQUESTS_PER_SECOND = 100;
  private static final long GAP_NANOS = TimeUnit.SECONDS.toNanos(1) / REQUESTS_PER_SECOND;

  private final HttpClient client = HttpClient.newHttpClient();
  private final URI endpoint;
  private final Thread thread = new Thread(this::run, "litellm");
  private final Set<String> accepted = ConcurrentHashMap.newKeySet();
  private final Set<String> answers = ConcurrentHashMap.newKeySet();
  private final long now = Instant.now().getEpochSecond();
  private volatile boolean stopped;
  private int requests;

  LiteLlmCallbacks(URI intake) {
    endpoint = intake.resolve("/api/v1/events/litellm");
    thread.start();
  }

  /** Ids of calls that were answered with 202. */
  Set<String> accepted() {
    return accepted;
  }

  /** Answers other than 202. */
  Set<String> otherAnswers() {
    return answers;
  }

  /** Sends nothing more. */
  void stop() throws InterruptedException {
    stopped = true;
    thread.join();
  }

  private void run() {
    try {
      long due = System.nanoTime();
      while (!stopped) {
        LockSupport.parkNanos(due - System.nanoTime());
        due = System.nanoTime() + GAP_NANOS;
        int shape = requests++ % 3;
        List<String> ids = new ArrayList<>();
        for (int i = 0; i < (shape == 2 ? 1 : BATCH); i++) {
          ids.add("c-" + requests + "-" + i);
        }
        post(ids, shape);
      }
    } catch (InterruptedException end) {
      Thread.currentThread().interrupt();
    }
  }

  private void post(List<String> ids, int shape) throws InterruptedException {
    String separator = shape == 0 ? "," : "\n";
    String items = ids.stream().map(this::payload).collect(Collectors.joining(separator));
    HttpRequest request =
        HttpRequest.newBuilder(endpoint)
            .timeout(Duration.ofSeconds(30))
            .header("Authorization", "Bearer " + RunningIntake.KEY)
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString(shape == 0 ? "[" + items + "]" : items))
            .build();
    try {
      HttpResponse<String> answer = client.send(request, HttpResponse.BodyHandlers.ofString());
      if (answer.statusCode() == 202) {
        accepted.addAll(ids);
      } else {
        answers.add(answer.statusCode() + " " + answer.body());
      }
    } catch (IOException killed) {
      // LiteLLM clears its queue: these calls are gone.
      Thread.sleep(20);
    }
  }

  private String payload(String id) {
    return """
        {"id":"%s","startTime":%d.5,"endTime":%d.9,"model":"m","status":"success",\
        "prompt_tokens":12,"completion_tokens":3,"total_tokens":15,"messages":"secret"}"""
        .formatted(id, now, now);
  }

  @Override
  public void close() {
    stopped = true;
    thread.interrupt();
  }
}
