/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.model.modelcalls.formats;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.tidemark.model.modelcalls.ModelCall;
import io.tidemark.model.parsing.UsageFormat;
import java.io.IOException;
import java.time.Instant;
import java.util.Arrays;
import java.util.SplittableRandom;

/**
 * Compares the native format with Jackson's streaming parser over all tokens, both over the same
 * calls of about 480 bytes, in turns on one thread. The first argument is the number of rounds.
 *
 * <pre>
 * mvn -q test-compile -pl usage-model
 * java -cp usage-model/target/classes:usage-model/target/test-classes:JACKSON_CORE_JAR \
 *     io.tidemark.model.modelcalls.formats.NativeParserThroughput 15
 * </pre>
 */
final class NativeParserThroughput {

  private static final int CALLS = 20_000;
  private static final int PASSES = 10;

  private final byte[][] records = records();
  private final JsonFactory jackson = new JsonFactory();
  private final NativeModelCallFormat format = new NativeModelCallFormat();
  private final Sum sum = new Sum();

  private NativeParserThroughput() {}

  public static void main(String[] arguments) throws IOException {
    int rounds = arguments.length == 0 ? 15 : Integer.parseInt(arguments[0]);
    new NativeParserThroughput().run(rounds);
  }

  private void run(int rounds) throws IOException {
    checkThatBothSeeTheSame();
    double[] own = new double[rounds];
    double[] peer = new double[rounds];
    for (int round = -3; round < rounds; round++) {
      double ownRate = rate(this::readAll);
      double peerRate = rate(this::readAllTokens);
      if (round >= 0) {
        own[round] = ownRate;
        peer[round] = peerRate;
      }
    }
    double bytes = Arrays.stream(records).mapToInt(r -> r.length).average().orElseThrow();
    double ownMedian = median(own);
    double peerMedian = median(peer);
    var out = System.out;
    out.printf("mean bytes an event  %10.0f%n", bytes);
    out.printf("own parser           %,10.0f events/s%n", ownMedian);
    out.printf("Jackson, all tokens  %,10.0f events/s%n", peerMedian);
    out.printf("ratio                %10.2f%n", ownMedian / peerMedian);
    out.printf("tokens seen by Jackson %,d%n", sum.jsonTokens);
  }

  private void checkThatBothSeeTheSame() throws IOException {
    readAll();
    long expected = 0;
    for (byte[] record : records) {
      try (JsonParser parser = jackson.createParser(record)) {
        while (parser.nextToken() != null) {
          boolean part =
              parser.currentToken() == JsonToken.VALUE_NUMBER_INT
                  && (parser.currentName().equals("input_tokens")
                      || parser.currentName().equals("output_tokens"));
          expected += part ? parser.getLongValue() : 0;
        }
      }
    }
    if (sum.usage != expected) {
      throw new IllegalStateException("The two parsers disagree");
    }
  }

  private static double rate(Pass pass) throws IOException {
    long begin = System.nanoTime();
    for (int i = 0; i < PASSES; i++) {
      pass.run();
    }
    return CALLS * (double) PASSES / ((System.nanoTime() - begin) / 1e9);
  }

  private void readAll() {
    for (byte[] record : records) {
      format.parse(record, sum);
    }
  }

  private void readAllTokens() throws IOException {
    for (byte[] record : records) {
      try (JsonParser parser = jackson.createParser(record)) {
        JsonToken token = parser.nextToken();
        while (token != null) {
          sum.jsonTokens++;
          token = parser.nextToken();
        }
      }
    }
  }

  private static double median(double[] values) {
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    return sorted[sorted.length / 2];
  }

  private static byte[][] records() {
    SplittableRandom random = new SplittableRandom(20260101);
    byte[][] records = new byte[CALLS][];
    for (int i = 0; i < CALLS; i++) {
      int user = random.nextInt(2000);
      int input = random.nextInt(100, 8000);
      String time = Instant.ofEpochMilli(1767229200000L + i * 7L).toString();
      records[i] =
          ("{\"request_id\":\"chatcmpl-%016x\",\"event_time\":\"%s\",\"tenant_id\":\"tenant-%02d\","
                  + "\"project_id\":\"project-%03d\",\"user_id\":\"user-%04d\",\"api_key_id\":\"key-%04d-%d\","
                  + "\"model\":\"model-family-%02d\",\"provider\":\"openai\",\"endpoint\":\"/v1/chat/completions\","
                  + "\"operation\":\"chat\",\"status_code\":200,\"input_tokens\":%d,\"cache_read_tokens\":%d,"
                  + "\"output_tokens\":%d,\"latency_ms\":%d,\"time_to_first_token_ms\":%d,"
                  + "\"client_ip\":\"192.0.2.%d\",\"user_agent\":\"OpenAI/Python 1.99.1\"}")
              .formatted(
                  random.nextLong(),
                  time,
                  user % 20,
                  user % 100,
                  user,
                  user,
                  user % 2,
                  user % 40,
                  input,
                  input / 2,
                  random.nextInt(1, 2000),
                  random.nextInt(200, 60000),
                  random.nextInt(50, 2000),
                  random.nextInt(256))
              .getBytes(UTF_8);
    }
    return records;
  }

  private interface Pass {
    void run() throws IOException;
  }

  private static final class Sum implements UsageFormat.Output<ModelCall> {
    private long usage;
    private long jsonTokens;

    @Override
    public void event(ModelCall call) {
      usage += call.totalTokens();
    }

    @Override
    public void reject(String message) {
      throw new IllegalStateException(message);
    }
  }
}
