/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.api.live;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.tidemark.model.histogram.BinLayout;
import io.tidemark.model.histogram.LatencyBins;
import io.tidemark.testkit.http.LoopbackServer;
import io.tidemark.testkit.http.Reply;
import io.tidemark.testkit.http.Request;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.net.URI;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Answers like an Elasticsearch whose documents fill every bucket that a search asks for: each
 * answer is as large as it can be. The tenant {@link #SMALL_TENANT} has little of everything.
 */
public final class LargestAnswers implements AutoCloseable {

  public static final String SMALL_TENANT = "small";

  /** Status codes that an event may carry: 100 to 599. */
  private static final int CODES = 500;

  private static final int FEW = 3;

  private static final int DIGIT = 15;

  private final LoopbackServer server;

  public LargestAnswers() {
    server = LoopbackServer.start(LargestAnswers::answer);
  }

  public URI uri() {
    return server.uri();
  }

  /** Indices that hold no usage; the API reads them by itself. */
  private static final Pattern EMPTY =
      Pattern.compile(
          "^/tidemark-(settings|directory|messages|budget-periods|monitor-states|alerts|statements"
              + "|bills)");

  private static Reply answer(Request request) {
    String path = request.path();
    if (!path.endsWith("/_search")) {
      return Reply.json(plainAnswer(path));
    }
    if (EMPTY.matcher(path).find()) {
      return Reply.json("{\"timed_out\":false,\"_shards\":{\"failed\":0},\"hits\":{\"hits\":[]}}");
    }
    return Reply.streamedJson(
        out -> {
          Writer text = new BufferedWriter(new OutputStreamWriter(out, UTF_8));
          search(path, JsonMapper.shared().readTree(request.body()), text);
          text.flush();
        });
  }

  private static String plainAnswer(String path) {
    if (path.endsWith("/_field_caps")) {
      return IntStream.range(100, 100 + CODES)
          .mapToObj(code -> "\"status_codes." + code + "\":{\"long\":{}}")
          .collect(Collectors.joining(",", "{\"fields\":{", "}}"));
    }
    if (path.endsWith("/_pit")) {
      return "{\"id\":\"aWQ\",\"succeeded\":true}";
    }
    if (path.startsWith("/_cat")) {
      return "[]";
    }
    return "{\"version\":{\"number\":\"7.17.29\"},\"operation_mode\":\"RUNNING\"}";
  }

  private static void search(String path, JsonNode body, Writer out) throws IOException {
    boolean few = body.path("query").toString().contains("\"" + SMALL_TENANT + "\"");
    out.write("{\"timed_out\":false,\"_shards\":{\"failed\":0}");
    if (path.contains("progress")) {
      out.write(",\"hits\":{\"hits\":[{\"_source\":{\"hour\":\"2026-03-12T09:00:00Z\"}}]}");
    } else if (body.path("size").asInt(10) > 0) {
      LargestDocuments.write(path, body, few ? FEW : Integer.MAX_VALUE, out);
    }
    if (body.has("aggs")) {
      out.write(",\"aggregations\":{");
      new LargestBuckets(body, few ? FEW : Integer.MAX_VALUE, out).aggregations(body.path("aggs"));
      out.write("}");
    }
    out.write("}");
  }

  /** All keywords of a histogram: every bin, times 1 to 15 and every greater power of two. */
  static String keyword(int index, BinLayout layout) {
    int place = index / layout.count();
    long times = place < DIGIT ? place + 1 : (DIGIT + 1L) << (place - DIGIT);
    return LatencyBins.fieldName(index % layout.count()) + "x" + times;
  }

  @Override
  public void close() {
    server.close();
  }
}
