/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.faults.run;

import com.fasterxml.jackson.databind.JsonNode;
import io.tidemark.faults.load.Load;
import io.tidemark.faults.oracle.Expected;
import io.tidemark.faults.stack.DocumentReader;
import io.tidemark.faults.stack.FaultApi;
import io.tidemark.stack.process.Await;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * A person who is erased from two tenants while usage of the person arrives: in the first one under
 * a pseudonym, in the second one by deletion. The same id of the third tenant is somebody else.
 */
public final class ErasedUsage implements AutoCloseable {

  private static final String PERSON = "user-1";
  private static final String FIRST = Load.TENANTS.get(0);
  private static final String SECOND = Load.TENANTS.get(1);

  /** A sweep comes every minute, and one more may be needed for what it caused. */
  private static final Duration LIMIT = Duration.ofMinutes(4);

  /** Fields of records that may tell who somebody was. */
  private static final List<String> TELLING =
      List.of("user_agent", "client_ip", "tags.", "error_type", "error_message", "context.");

  private final FaultApi api;
  private final DocumentReader documents;
  private final Map<String, JsonNode> erasures = new TreeMap<>();

  ErasedUsage(FaultApi api, DocumentReader documents) {
    this.api = api;
    this.documents = documents;
  }

  void startSending() {
    api.launchProcess();
    api.awaitReady();
    Load.TENANTS.forEach(this::putNames);
  }

  /** A name, and a budget of which each user reaches the first level, with messages. */
  private void putNames(String tenant) {
    api.sendRequest(
        "PUT",
        tenant,
        "directory",
        "application/x-ndjson",
        "{\"kind\":\"user\",\"id\":\"%s\",\"name\":\"Some Body\"}".formatted(PERSON));
    // Nothing listens there: messages wait, and hold what they say.
    api.putSetting(
        tenant, "channels/nowhere", "{\"type\":\"alertmanager\",\"url\":\"http://127.0.0.1:9/\"}");
    api.putSetting(
        tenant,
        "budgets/small",
        "{\"match\":{\"workload\":\"model-calls\"},\"per\":\"user_id\",\"measure\":\"calls\","
            + "\"amount\":\"10\",\"period\":\"day\",\"warn_at\":[10,100],"
            + "\"channels\":[\"nowhere\"]}");
  }

  /** Begins both erasures; they run while the load continues. */
  public void erasePerson() {
    api.getJson(FIRST, "model-calls/records?user_id=" + PERSON);
    erasePerson(FIRST, "pseudonym");
    erasePerson(SECOND, "delete");
  }

  private void erasePerson(String tenant, String mode) {
    erasures.put(
        tenant,
        api.sendRequest(
            "POST",
            tenant,
            "people/" + PERSON + ":erase",
            "application/json",
            "{\"mode\":\"" + mode + "\",\"reason\":\"" + PERSON + " left\"}"));
  }

  /** Changes what must be there to what must be there after the erasures. */
  void applyTo(Expected expected) {
    String pseudonym = erasures.get(FIRST).path("pseudonym").asText();
    expected.replaceDocuments(FIRST, document -> renameUser(document, pseudonym));
    expected.replaceDocuments(SECOND, ErasedUsage::removeUser);
  }

  private static Map<String, Object> renameUser(Map<String, Object> document, String pseudonym) {
    Map<String, Object> next = new TreeMap<>(document);
    next.replaceAll((name, value) -> PERSON.equals(value) ? pseudonym : value);
    boolean record = document.containsKey("request_id") || document.containsKey("task_id");
    if (record && PERSON.equals(document.get("user_id"))) {
      next.keySet().removeIf(name -> TELLING.stream().anyMatch(name::startsWith));
    }
    return next;
  }

  /** Deletes a document of the person; documents about many users lose the one id. */
  private static Map<String, Object> removeUser(Map<String, Object> document) {
    if (PERSON.equals(document.get("user_id")) || PERSON.equals(document.get("value"))) {
      return null;
    }
    Map<String, Object> next = new TreeMap<>(document);
    List<Object> users = new ArrayList<>();
    for (int i = 0; next.containsKey("user_ids[" + i + "]"); i++) {
      Object user = next.remove("user_ids[" + i + "]");
      if (!PERSON.equals(user)) {
        users.add(user);
      }
    }
    for (int i = 0; i < users.size(); i++) {
      next.put("user_ids[" + i + "]", users.get(i));
    }
    return next;
  }

  /** Waits until the person is found nowhere; says where the person still is. */
  List<String> awaitErasures() {
    Await.until(() -> listErasures().isEmpty(), LIMIT);
    return listErasures();
  }

  private List<String> listErasures() {
    List<String> differences = new ArrayList<>();
    try {
      for (Map.Entry<String, JsonNode> erasure : erasures.entrySet()) {
        String tenant = erasure.getKey();
        documents
            .findHolding(tenant, PERSON)
            .forEach(found -> differences.add(PERSON + " of " + tenant + " is in " + found));
        String path = "erasures/" + erasure.getValue().path("id").asText();
        if (!api.getJson(tenant, path).path("state").asText().equals("finished")) {
          differences.add("the erasure of " + tenant + " is not finished");
        }
      }
      if (documents.findHolding(Load.TENANTS.get(2), PERSON).isEmpty()) {
        differences.add(PERSON + " of " + Load.TENANTS.get(2) + " is gone, too");
      }
    } catch (IOException notNow) {
      differences.add("the documents cannot be read: " + notNow.getMessage());
    }
    return differences;
  }

  @Override
  public void close() {
    api.close();
  }
}
