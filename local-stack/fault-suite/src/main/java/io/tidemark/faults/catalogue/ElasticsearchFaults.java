/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.faults.catalogue;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tidemark.faults.run.Fault;
import io.tidemark.faults.run.FaultContext;
import io.tidemark.testkit.elasticsearch.BulkOperation;
import io.tidemark.testkit.elasticsearch.FaultProxy;
import io.tidemark.testkit.elasticsearch.Faults;
import io.tidemark.testkit.http.Reply;
import io.tidemark.testkit.http.Reply.Ending;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.function.Function;

/** Faults of Elasticsearch, of the way there, and of its answers. */
final class ElasticsearchFaults {

  private static final int BUSY = 429;
  private static final int REFUSED = 400;
  private static final String POISON = "poison-";

  private ElasticsearchFaults() {}

  static List<Fault> listAll() {
    return List.of(
        Fault.create(
            4,
            "elasticsearch-down",
            "Elasticsearch is stopped for two minutes, then started",
            ElasticsearchFaults::stopElasticsearch),
        Fault.create(
                4,
                "elasticsearch-killed",
                "Elasticsearch is killed -9, and comes back",
                ElasticsearchFaults::killElasticsearch)
            .withRounds(2),
        Fault.create(
            5,
            "items-429",
            "30 % of the documents are answered with 429",
            ElasticsearchFaults::itemsBusy),
        Fault.create(
            5,
            "requests-refused",
            "whole bulks are answered with 429, 502 and 503",
            ElasticsearchFaults::requestsRefused),
        Fault.create(
                5,
                "reset-after-apply",
                "the connection breaks after the bulk was applied, and before it was",
                ElasticsearchFaults::resetAfterApply)
            .withRounds(2),
        Fault.create(
            6,
            "poison",
            "a document is permanently rejected in bulks full of 429: only that one becomes a dead letter",
            ElasticsearchFaults::sendPoison),
        Fault.create(
            19,
            "disk-full",
            "all indices are read-only as on a full disk, then free again",
            ElasticsearchFaults::diskFull));
  }

  private static void stopElasticsearch(FaultContext context) {
    context.underLoad(500, 5_000);
    context.stack().stopElasticsearch();
    context.waitFor(context.getOutage(Duration.ofMinutes(2), Duration.ofSeconds(6)));
    context.stack().startElasticsearch();
    context.measureRecovery();
  }

  private static void killElasticsearch(FaultContext context) {
    context.underLoad(500, 5_000);
    context.stack().killElasticsearch();
    context.stack().startElasticsearch();
    context.measureRecovery();
  }

  private static void itemsBusy(FaultContext context) {
    FaultProxy proxy = context.stack().proxy();
    proxy.playAlways(Faults.rejecting(rejectSomeItems(context.random())));
    context.underLoad(5_000, 9_000);
    proxy.playAlways(FaultProxy.NONE);
    context.measureRecovery();
  }

  /** Three of ten, at random; asked for on the proxy's threads. */
  private static Function<BulkOperation, ObjectNode> rejectSomeItems(Random random) {
    ObjectNode item = Faults.error(BUSY, "es_rejected_execution_exception", "busy");
    return operation -> random.nextInt(10) < 3 ? item : null;
  }

  private static void requestsRefused(FaultContext context) {
    for (int status : List.of(BUSY, 502, 503)) {
      context.stack().proxy().playAlways(Faults.request(status, null));
      context.underLoad(1_500, 3_500);
    }
    context.stack().proxy().playAlways(FaultProxy.NONE);
    context.measureRecovery();
  }

  private static void resetAfterApply(FaultContext context) {
    Random random = context.random();
    context
        .stack()
        .proxy()
        .playAlways(
            bulk -> {
              int dice = random.nextInt(4);
              if (dice == 0) {
                return Reply.none(Ending.RESET);
              }
              Reply reply = bulk.apply();
              return dice == 1 ? Reply.none(Ending.RESET) : reply;
            });
    context.underLoad(5_000, 9_000);
    context.stack().proxy().playAlways(FaultProxy.NONE);
    context.measureRecovery();
  }

  private static void sendPoison(FaultContext context) {
    Function<BulkOperation, ObjectNode> busy = rejectSomeItems(context.random());
    FaultProxy proxy = context.stack().proxy();
    ObjectNode refused = Faults.error(REFUSED, "mapper_parsing_exception", "poison");
    proxy.playAlways(
        Faults.rejecting(operation -> isPoison(operation) ? refused : busy.apply(operation)));
    for (int i = 1; i <= 3; i++) {
      String id = POISON + i;
      context.load().sendRecords(load -> List.of(load.createProbe(id)));
      context.addExpectation(expected -> expected.rejectRecord(id));
      context.underLoad(500, 2_500);
    }
    // Still poisonous after the cluster has come to rest, or a retry would get it in.
    proxy.playAlways(Faults.rejecting(operation -> isPoison(operation) ? refused : null));
    context.measureRecovery();
  }

  /** The record itself; in the dead letter the same text stands with its quotes escaped. */
  private static boolean isPoison(BulkOperation operation) {
    return operation.source().contains("\"request_id\":\"" + POISON);
  }

  private static void diskFull(FaultContext context) {
    context.underLoad(1_000, 4_000);
    context.stack().documents().setReadOnly(true);
    context.waitFor(context.getOutage(Duration.ofSeconds(15), Duration.ofSeconds(5)));
    context.stack().documents().setReadOnly(false);
    context.measureRecovery();
  }
}
