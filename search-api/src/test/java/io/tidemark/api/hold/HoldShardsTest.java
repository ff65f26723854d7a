/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.api.hold;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.api.live.IndexedDocument;
import io.tidemark.api.live.LiveApi;
import io.tidemark.api.settings.SettingSample;
import java.net.http.HttpRequest;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Each shard of an index numbers its writes by itself. */
@Tag("node")
class HoldShardsTest {

  private static final String INDEX = "tidemark-model-calls-daily-2025.11";
  private static final String HOLD = "case-shards";

  /** More than pages of a copy, and than the numbers that are read again. */
  private static final int DOCUMENTS = 701;

  private final LiveApi api = LiveApi.shared();
  private final String tenant = "held-shards" + System.nanoTime();

  @AfterEach
  void deleteHoldAndIndex() {
    SettingSample.replaceFiles(api);
    send("DELETE", HttpRequest.BodyPublishers.noBody());
    api.elasticsearch("DELETE", "/" + INDEX, "");
  }

  @Test
  void copiesTheDocumentsOfAllShards() {
    String busy = tenant + "-0";
    String other = findIdInOtherShard(busy);
    send("PUT", HttpRequest.BodyPublishers.ofString("{\"reason\":\"audit\"}"));
    List<IndexedDocument> documents = new ArrayList<>();
    for (int i = 0; i < DOCUMENTS; i++) {
      documents.add(createDay(tenant + "-" + i));
    }
    documents.addAll(Collections.nCopies(DOCUMENTS, createDay(busy)));
    api.index(documents);
    api.bean(Holds.class).copyAll(tenant);
    assertThat(api.bean(Holds.class).countDocuments(tenant, HOLD)).isEqualTo(DOCUMENTS);

    api.index(List.of(createDay(other)));
    api.bean(Holds.class).copyAll(tenant);

    assertThat(api.bean(Holds.class).countDocuments(tenant, HOLD)).isEqualTo(DOCUMENTS + 1);
  }

  @Test
  void copiesEarlierDocumentsWhenTheFileOfAHoldChanges() {
    api.elasticsearch("PUT", "/" + INDEX, "{\"settings\":{\"number_of_shards\":1}}");
    List<IndexedDocument> documents = new ArrayList<>();
    documents.add(createDay(tenant + "-ann", "ann"));
    for (int i = 0; i < DOCUMENTS; i++) {
      documents.add(createDay(tenant + "-" + i));
    }
    api.index(documents);
    assertThat(copyByFile("{\"match\":{\"users\":[\"bob\"]}}")).isEqualTo(DOCUMENTS);

    assertThat(copyByFile("{\"match\":{\"users\":[\"bob\",\"ann\"]}}")).isEqualTo(DOCUMENTS + 1);
  }

  /** A restore of a day, or a rebuild, makes an index again. */
  @Test
  void copiesDocumentsOfAnIndexThatIsMadeAgain() {
    send("PUT", HttpRequest.BodyPublishers.ofString("{\"reason\":\"audit\"}"));
    List<IndexedDocument> documents = new ArrayList<>();
    for (int i = 0; i < DOCUMENTS; i++) {
      documents.add(createDay(tenant + "-" + i));
    }
    api.index(documents);
    api.bean(Holds.class).copyAll(tenant);
    api.elasticsearch("DELETE", "/" + INDEX, "");

    api.index(List.of(createDay(tenant + "-later")));
    api.bean(Holds.class).copyAll(tenant);

    assertThat(api.bean(Holds.class).countDocuments(tenant, HOLD)).isEqualTo(DOCUMENTS + 1);
  }

  @Test
  void aCorrectionReplacesTheCopy() {
    send("PUT", HttpRequest.BodyPublishers.ofString("{\"reason\":\"audit\"}"));
    IndexedDocument day = createDay(tenant + "-corrected");
    api.index(List.of(day));
    api.bean(Holds.class).copyAll(tenant);
    assertThat(readCopy()).contains("\"calls\":1");

    day.source().put("calls", 2);
    api.index(List.of(day));
    api.bean(Holds.class).copyAll(tenant);

    assertThat(readCopy()).contains("\"calls\":2").doesNotContain("\"calls\":1");
    assertThat(api.bean(Holds.class).countDocuments(tenant, HOLD)).isEqualTo(1);
  }

  /** The day of November 3 ends when November 4 begins. */
  @ParameterizedTest
  @CsvSource({"2025-11-03T23:00:00Z, 1", "2025-11-04T00:00:00Z, 0"})
  void keepsADayInWhichTheTimeOfTheHoldBegins(String from, int documents) {
    String body = "{\"match\":{\"from\":\"" + from + "\"}}";
    send("PUT", HttpRequest.BodyPublishers.ofString(body));
    api.index(List.of(createDay(tenant + "-first")));
    api.bean(Holds.class).copyAll(tenant);

    assertThat(api.bean(Holds.class).countDocuments(tenant, HOLD)).isEqualTo(documents);
  }

  private String readCopy() {
    return api.elasticsearch(
        "POST",
        "/" + Holds.indexOf(HOLD) + "/_search",
        "{\"query\":{\"term\":{\"tenant_id\":\"" + tenant + "\"}}}");
  }

  /** Documents that the hold keeps once its file has this body. */
  private long copyByFile(String body) {
    SettingSample.replaceFiles(api, SettingSample.createFile(HoldKind.ID, tenant, HOLD, body));
    api.bean(Holds.class).copyAll(tenant);
    return api.bean(Holds.class).countDocuments(tenant, HOLD);
  }

  private IndexedDocument createDay(String id) {
    return createDay(id, "bob");
  }

  private IndexedDocument createDay(String id, String user) {
    ObjectNode day = JsonMapper.shared().createObjectNode();
    day.put("day", "2025-11-03T00:00:00Z").put("day_zone", "UTC").put("window_minutes", 1440);
    day.put("tenant_id", tenant).put("user_id", user).put("calls", 1);
    return new IndexedDocument(INDEX, id, day);
  }

  /** The id of a document that is not written yet. */
  private String findIdInOtherShard(String id) {
    api.elasticsearch("PUT", "/" + INDEX, "{\"settings\":{\"number_of_shards\":2}}");
    String shard = findShard(id);
    int number = DOCUMENTS;
    while (findShard(tenant + "-" + number).equals(shard)) {
      number++;
    }
    return tenant + "-" + number;
  }

  private String findShard(String id) {
    String answer = api.elasticsearch("GET", "/" + INDEX + "/_search_shards?routing=" + id, "");
    return JsonMapper.shared().readTree(answer).at("/shards/0/0/shard").toString();
  }

  private void send(String method, HttpRequest.BodyPublisher body) {
    api.send(
        api.request(api.tokens().superAdmin(tenant, "root"), "/api/v1/legal-holds/" + HOLD)
            .header("Content-Type", "application/json")
            .method(method, body)
            .build());
  }
}
