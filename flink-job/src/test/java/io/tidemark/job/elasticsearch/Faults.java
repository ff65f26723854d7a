/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.job.elasticsearch;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tidemark.job.elasticsearch.DocumentStore.Answer;
import io.tidemark.job.elasticsearch.ScriptedElasticsearch.Ending;
import io.tidemark.job.elasticsearch.ScriptedElasticsearch.Fault;
import io.tidemark.job.elasticsearch.ScriptedElasticsearch.Reply;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.function.Predicate;

/** The faults that a cluster, a proxy or a network can play. */
final class Faults {

  private static final ObjectMapper JSON = new ObjectMapper();

  private Faults() {}

  /** The whole request is answered with {@code status}, and nothing is applied. */
  static Fault request(int status, String errorType) {
    ObjectNode body = JSON.createObjectNode().put("status", status);
    body.putObject("error").put("type", errorType).put("reason", "scripted");
    return call -> new Reply(status, body.toString(), Ending.KEPT);
  }

  /** A page of something between the job and the cluster. */
  static Fault page(int status) {
    return call -> new Reply(status, "<html>scripted</html>", Ending.KEPT);
  }

  /** The chosen documents are answered with {@code status}; the others are applied. */
  static Fault items(Predicate<BulkOperation> chosen, int status, String errorType) {
    return rejected(chosen, ImitatedStore.error(status, errorType, "scripted"));
  }

  /** As {@link #items}, without any word about the cause. */
  static Fault itemsWithoutCause(Predicate<BulkOperation> chosen, int status) {
    return rejected(chosen, JSON.createObjectNode().put("status", status));
  }

  static Fault applyThenReset() {
    return call -> {
      call.apply();
      return new Reply(0, "", Ending.RESET);
    };
  }

  static Fault reset() {
    return call -> new Reply(0, "", Ending.RESET);
  }

  static Fault applyThenHalfAnAnswer() {
    return call -> new Reply(200, call.apply().body().toString(), Ending.HALF);
  }

  /** Length and status are right; the JSON breaks off. */
  static Fault applyThenBrokenJson() {
    return call -> {
      String whole = call.apply().body().toString();
      return new Reply(200, whole.substring(0, whole.length() / 2), Ending.KEPT);
    };
  }

  static Fault applyThenForgetOneItem() {
    return call -> {
      Answer answer = call.apply();
      ((ArrayNode) answer.body().get("items")).remove(0);
      return Reply.of(answer);
    };
  }

  /** Applied at once, answered only when the gate opens. */
  static Fault applyThenWaitFor(CountDownLatch gate) {
    return call -> {
      Answer answer = call.apply();
      gate.await();
      return Reply.of(answer);
    };
  }

  /** Chooses once for each document, so that a choice may be random. */
  private static Fault rejected(Predicate<BulkOperation> chosen, ObjectNode item) {
    return call -> {
      List<Boolean> choices = call.operations().stream().map(chosen::test).toList();
      List<BulkOperation> others = new ArrayList<>();
      for (int i = 0; i < choices.size(); i++) {
        if (!choices.get(i)) {
          others.add(call.operations().get(i));
        }
      }
      ObjectNode body = JSON.createObjectNode().put("took", 1).put("errors", true);
      ArrayNode items = body.putArray("items");
      Iterator<JsonNode> applied =
          others.isEmpty()
              ? Collections.emptyIterator()
              : call.apply(others).body().get("items").iterator();
      for (int i = 0; i < choices.size(); i++) {
        if (choices.get(i)) {
          items.addObject().set(call.operations().get(i).action(), item);
        } else {
          items.add(applied.next());
        }
      }
      return new Reply(200, body.toString(), Ending.KEPT);
    };
  }
}
