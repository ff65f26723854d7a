/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.faults.run;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.tidemark.faults.load.IntakeCalls;
import io.tidemark.faults.load.Outgoing;
import io.tidemark.faults.load.Sent;
import io.tidemark.faults.stack.FaultIntake;
import io.tidemark.faults.stack.IntakeTopic;
import io.tidemark.stack.StackException;
import io.tidemark.stack.process.Await;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * Calls that go through intake in addition to the load, in batches. Whatever becomes of the
 * processes, accepted calls are in Kafka at the end; the job has to count all that is there once.
 */
public final class IntakeLoad implements AutoCloseable {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Duration ANSWER_LIMIT = Duration.ofSeconds(15);
  private static final Duration ACCEPT_LIMIT = Duration.ofMinutes(2);
  private static final Duration PAUSE = Duration.ofMillis(50);

  private final FaultIntake intake;
  private final String key;
  private final IntakeCalls calls;
  private final boolean sendsAgain;
  private final HttpClient client = HttpClient.newHttpClient();
  private final Thread thread = new Thread(this::sendBatches, "intake-load");
  private final Set<String> accepted = new HashSet<>();
  private volatile boolean finishing;
  private volatile String failure;

  /**
   * Prepares a load.
   *
   * @param sendsAgain whether a batch is sent until it is accepted; else once, as LiteLLM does, and
   *     then an answer must be yes
   */
  IntakeLoad(FaultIntake intake, IntakeCalls calls, boolean sendsAgain) {
    this.intake = intake;
    this.calls = calls;
    this.sendsAgain = sendsAgain;
    key = intake.createKey(IntakeCalls.TENANT);
    thread.setDaemon(true);
  }

  void startSending() {
    intake.startIntake();
    thread.start();
  }

  /** The service, to be killed. */
  public FaultIntake intake() {
    return intake;
  }

  /** Waits until that many more calls are accepted. */
  public void awaitAccepted(int more) {
    int before = acceptedCalls();
    if (!Await.until(() -> acceptedCalls() >= before + more || failure != null, ACCEPT_LIMIT)) {
      throw new StackException("intake accepts no more calls than " + acceptedCalls());
    }
    checkFailure();
  }

  private synchronized int acceptedCalls() {
    return accepted.size();
  }

  /**
   * Stops sending. Returns the records in Kafka, which must hold every accepted call.
   *
   * @param start the offset of the first record of the round
   */
  List<Sent> finishSending(String bootstrapServers, long start) {
    finishing = true;
    try {
      thread.join();
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new StackException("interrupted", interrupted);
    }
    checkFailure();
    intake.awaitDrained();
    List<Sent> sent = new ArrayList<>();
    Set<String> lost = new HashSet<>(accepted);
    for (ConsumerRecord<byte[], byte[]> record : IntakeTopic.readAll(bootstrapServers, start)) {
      Outgoing call = Outgoing.createCall(record.value());
      lost.remove(requestId(call));
      sent.add(new Sent(call, record.topic(), record.offset(), record.timestamp()));
    }
    if (!lost.isEmpty()) {
      throw new StackException(lost.size() + " accepted calls are not in Kafka: " + lost);
    }
    return sent;
  }

  private void sendBatches() {
    try {
      while (!finishing && failure == null) {
        sendBatch(calls.nextBatch());
        Thread.sleep(PAUSE.toMillis());
      }
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  private void sendBatch(List<Outgoing> batch) throws InterruptedException {
    while (!isAccepted(batch) && sendsAgain && failure == null) {
      Thread.sleep(PAUSE.toMillis());
    }
  }

  private boolean isAccepted(List<Outgoing> batch) throws InterruptedException {
    StringBuilder lines = new StringBuilder();
    batch.forEach(call -> lines.append(new String(call.payload(), UTF_8)).append('\n'));
    HttpRequest request =
        HttpRequest.newBuilder(intake.uri().resolve("/api/v1/events"))
            .timeout(ANSWER_LIMIT)
            .header("Authorization", "Bearer " + key)
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString(lines.toString()))
            .build();
    try {
      HttpResponse<String> answer = client.send(request, HttpResponse.BodyHandlers.ofString());
      boolean whole = answer.body().contains("\"accepted\":" + batch.size() + ",");
      if (answer.statusCode() == 202 && whole) {
        noteBatch(batch);
        return true;
      }
      if (!sendsAgain || answer.statusCode() != 503) {
        failure = "intake answered " + answer.statusCode() + ": " + answer.body();
      }
      return false;
    } catch (IOException killed) {
      return false;
    }
  }

  private synchronized void noteBatch(List<Outgoing> batch) {
    batch.forEach(call -> accepted.add(requestId(call)));
  }

  private static String requestId(Outgoing call) {
    try {
      return JSON.readTree(call.payload()).path("request_id").asText();
    } catch (IOException notJson) {
      throw new UncheckedIOException(notJson);
    }
  }

  private void checkFailure() {
    if (failure != null) {
      throw new StackException(failure);
    }
  }

  @Override
  public void close() {
    finishing = true;
    intake.close();
  }
}
