/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.faults.oracle;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.UnaryOperator;

/**
 * Documents that must be there, by family and key. Of some, more than one content is right: a
 * record whose id came with two contents holds the one that was written first.
 */
public final class Expected {

  private final Map<Family, Map<String, List<Map<String, Object>>>> documents =
      new EnumMap<>(Family.class);

  /** Dead letters in their topic, by the key of those in the index. */
  private final Map<String, List<Map<String, Object>>> topic = new TreeMap<>();

  public Expected() {
    for (Family family : Family.values()) {
      documents.put(family, new TreeMap<>());
    }
  }

  void putDocument(Family family, Map<String, Object> fields) {
    documents.get(family).put(createKey(family, fields), List.of(fields));
  }

  void putAnyOf(Family family, List<Map<String, Object>> contents) {
    documents.get(family).put(createKey(family, contents.get(0)), contents);
  }

  /**
   * The payload that a dead letter has in its topic, where also a record is kept that is no JSON.
   */
  void putInTopic(Map<String, Object> letter, Map<String, Object> payload) {
    Map<String, Object> inTopic = new TreeMap<>(letter);
    inTopic.putAll(payload);
    topic.put(createKey(Family.DEAD_LETTERS, letter), List.of(inTopic));
  }

  /** The dead letters that must be in their topic. */
  public Expected inTopic() {
    Expected expected = new Expected();
    expected.documents.get(Family.DEAD_LETTERS).putAll(listDocuments(Family.DEAD_LETTERS));
    expected.documents.get(Family.DEAD_LETTERS).putAll(topic);
    return expected;
  }

  /** The record of a call is to be refused: it becomes a dead letter, and the call counts. */
  public void rejectRecord(String requestId) {
    Map<String, List<Map<String, Object>>> records = documents.get(Family.MODEL_CALLS_RECORDS);
    String key =
        records.keySet().stream()
            .filter(one -> one.endsWith("request_id=" + requestId))
            .findFirst()
            .orElseThrow();
    Map<String, Object> record = records.remove(key).get(0);
    putDocument(
        Family.DEAD_LETTERS,
        new TreeMap<>(
            Map.of(
                "reason", "refused",
                "tenant_id", record.get("tenant_id"),
                "payload", record.toString(),
                "payload_encoding", "utf-8",
                "payload_truncated", "false")));
  }

  /**
   * The documents that one tenant must have of a person are changed, in all families.
   *
   * @param change of one document; null for a document that must not be there
   */
  public void replaceDocuments(String tenant, UnaryOperator<Map<String, Object>> change) {
    for (Family family : Family.values()) {
      Map<String, List<Map<String, Object>>> all = documents.get(family);
      for (List<Map<String, Object>> contents : List.copyOf(all.values())) {
        if (tenant.equals(contents.get(0).get("tenant_id"))) {
          all.remove(createKey(family, contents.get(0)));
          List<Map<String, Object>> next =
              contents.stream().map(change).filter(Objects::nonNull).toList();
          if (!next.isEmpty()) {
            putAnyOf(family, next);
          }
        }
      }
    }
  }

  /** The right contents of each document of a family. */
  public Map<String, List<Map<String, Object>>> listDocuments(Family family) {
    return documents.get(family);
  }

  /** How many documents there must be in all. */
  public int size() {
    return documents.values().stream().mapToInt(Map::size).sum();
  }

  /** The key of a document, as text. */
  public static String createKey(Family family, Map<String, Object> fields) {
    StringBuilder key = new StringBuilder();
    for (String name : family.keyFields()) {
      Object value = fields.get(name);
      if (value != null) {
        key.append(key.isEmpty() ? "" : " ").append(name).append('=').append(value);
      }
    }
    // A document that was refused has no offset; its dead letter holds it as payload.
    return key.isEmpty() ? "payload=" + fields.get("payload") : key.toString();
  }
}
