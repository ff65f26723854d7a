/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.testkit.elasticsearch;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tidemark.testkit.elasticsearch.FaultProxy.Fault;
import io.tidemark.testkit.http.Reply;
import io.tidemark.testkit.http.Reply.Ending;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.function.Function;
import java.util.function.Predicate;

/** Faults of a cluster, a proxy or a network. */
public final class Faults {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String CONTENT_TYPE = "application/vnd.elasticsearch+json;compatible-with=7";

  private Faults() {}

  /** The whole request is answered with {@code status}, and nothing is applied. */
  public static Fault request(int status, String errorType) {
    String body = error(status, errorType, "scripted").toString();
    return bulk -> reply(status, body);
  }

  /** A page of something between the job and the cluster. */
  public static Fault page(int status) {
    return bulk -> reply(status, "<html>scripted</html>");
  }

  /** The chosen documents are answered with {@code status}; the others are applied. */
  public static Fault items(Predicate<BulkOperation> chosen, int status, String errorType) {
    ObjectNode item = error(status, errorType, "scripted");
    return rejecting(operation -> chosen.test(operation) ? item : null);
  }

  /** As {@link #items}, without a cause. */
  public static Fault itemsWithoutCause(Predicate<BulkOperation> chosen, int status) {
    ObjectNode item = JSON.createObjectNode().put("status", status);
    return rejecting(operation -> chosen.test(operation) ? item : null);
  }

  public static Fault applyThenReset() {
    return bulk -> {
      requireNoFailure(bulk.apply());
      return Reply.none(Ending.RESET);
    };
  }

  public static Fault reset() {
    return bulk -> Reply.none(Ending.RESET);
  }

  public static Fault applyThenHalfAnAnswer() {
    return bulk -> bulk.apply().half();
  }

  /** Length and status are right; the JSON breaks off. */
  public static Fault applyThenBrokenJson() {
    return bulk -> {
      String whole = bulk.apply().text();
      return reply(200, whole.substring(0, whole.length() / 2));
    };
  }

  public static Fault applyThenForgetOneItem() {
    return bulk -> {
      ObjectNode answer = Bulk.read(bulk.apply());
      ((ArrayNode) answer.get("items")).remove(0);
      return reply(200, answer.toString());
    };
  }

  /** Applied at once, answered only when the gate opens. */
  public static Fault applyThenWaitFor(CountDownLatch gate) {
    return bulk -> {
      Reply reply = bulk.apply();
      gate.await();
      return reply;
    };
  }

  /**
   * Answers some operations itself and forwards the others, in one answer in the order of the bulk.
   *
   * @param rejection the item of an operation, null to apply it; called once for each operation, so
   *     that it may be random
   */
  public static Fault rejecting(Function<BulkOperation, ObjectNode> rejection) {
    return bulk -> {
      List<BulkOperation> operations = bulk.operations();
      List<ObjectNode> rejected = new ArrayList<>();
      operations.forEach(operation -> rejected.add(rejection.apply(operation)));
      List<BulkOperation> others = new ArrayList<>();
      for (int i = 0; i < operations.size(); i++) {
        if (rejected.get(i) == null) {
          others.add(operations.get(i));
        }
      }
      Iterator<JsonNode> applied = Collections.emptyIterator();
      if (!others.isEmpty()) {
        Reply reply = bulk.apply(others);
        if (reply.status() != 200) {
          return reply;
        }
        applied = Bulk.read(reply).get("items").iterator();
      }
      ObjectNode body = JSON.createObjectNode().put("took", 1).put("errors", true);
      ArrayNode items = body.putArray("items");
      for (int i = 0; i < operations.size(); i++) {
        if (rejected.get(i) == null) {
          items.add(applied.next());
        } else {
          items.addObject().set(operations.get(i).action(), rejected.get(i));
        }
      }
      return reply(200, body.toString());
    };
  }

  /** An item, or a whole body, that reports an error. */
  public static ObjectNode error(int status, String type, String reason) {
    ObjectNode body = JSON.createObjectNode().put("status", status);
    body.putObject("error").put("type", type).put("reason", reason);
    return body;
  }

  private static Reply reply(int status, String body) {
    return Reply.of(status, CONTENT_TYPE, body.getBytes(StandardCharsets.UTF_8));
  }

  private static void requireNoFailure(Reply applied) throws IOException {
    if (applied.status() != 200) {
      throw new IOException("the store answered " + applied.status());
    }
  }
}
