/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.faults.oracle;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** Holds documents against what they must be, field by field, and says how they differ. */
public final class Comparison {

  /** Fields that depend on when a document was published, not on its events. */
  private static final Set<String> HISTORY =
      Set.of("revision", "late_events", "updated_at", "recorded_at", "message", "final");

  private static final double TOLERANCE = 1e-9;

  private final Instant end;
  private final boolean strict;
  private final List<String> differences = new ArrayList<>();
  private long documents;
  private long lost;
  private long doubled;
  private long wrong;

  /**
   * @param end hours from here on are still open and not compared
   * @param strict whether no hour of model calls may have had a late event
   */
  public Comparison(Instant end, boolean strict) {
    this.end = end;
    this.strict = strict;
  }

  /** Compares one family. */
  public void compareFamily(Family family, Expected expected, List<Map<String, Object>> actual) {
    Map<String, List<Map<String, Object>>> missing = new TreeMap<>(expected.listDocuments(family));
    Set<String> seen = new TreeSet<>();
    for (Map<String, Object> document : actual) {
      String key = Expected.createKey(family, document);
      if (isOpen(family, document)) {
        continue;
      }
      documents++;
      if (!seen.add(key)) {
        doubled++;
        addDifference(family, key, "is there twice");
        continue;
      }
      List<Map<String, Object>> right = missing.remove(key);
      if (right == null) {
        addUnexpected(family, key, document);
      } else {
        compareFamily(family, key, right, document);
      }
    }
    missing.forEach((key, right) -> addMissing(family, key, right.get(0)));
  }

  private boolean isOpen(Family family, Map<String, Object> document) {
    return family.isHourly() && !Instant.parse(String.valueOf(document.get("hour"))).isBefore(end);
  }

  private void addMissing(Family family, String key, Map<String, Object> right) {
    lost += countEvents(family, right);
    addDifference(family, key, "is missing");
  }

  private void addUnexpected(Family family, String key, Map<String, Object> document) {
    if (isEmpty(family, document)) {
      return;
    }
    doubled += countEvents(family, document);
    addDifference(family, key, "should not be there: " + document);
  }

  /** An hour that was published while a run was thought to continue, and holds nothing now. */
  private static boolean isEmpty(Family family, Map<String, Object> document) {
    return switch (family) {
      case COMFYUI_CONCURRENCY -> Long.valueOf(0).equals(document.get("max"));
      case COMFYUI_HOURLY -> Long.valueOf(0).equals(document.get("executions"));
      default -> false;
    };
  }

  private void compareFamily(
      Family family, String key, List<Map<String, Object>> right, Map<String, Object> document) {
    List<String> least = null;
    for (Map<String, Object> one : right) {
      List<String> fields = listDifferent(one, document);
      least = least == null || fields.size() < least.size() ? fields : least;
    }
    if (family.isHourly()) {
      checkHistory(document, least);
      if (strict && family == Family.MODEL_CALLS_HOURLY) {
        checkOnTime(document, least);
      }
    }
    if (least.isEmpty()) {
      return;
    }
    wrong++;
    addDifference(family, key, String.join(", ", least));
    if (!family.countField().isEmpty()) {
      long more = countEvents(family, document) - countEvents(family, right.get(0));
      lost += Math.max(0, -more);
      doubled += Math.max(0, more);
    }
  }

  private static List<String> listDifferent(
      Map<String, Object> right, Map<String, Object> document) {
    List<String> fields = new ArrayList<>();
    Set<String> names = new TreeSet<>(right.keySet());
    names.addAll(document.keySet());
    names.removeAll(HISTORY);
    for (String name : names) {
      if (!isSame(right.get(name), document.get(name))) {
        fields.add(name + " is " + document.get(name) + " instead of " + right.get(name));
      }
    }
    return fields;
  }

  private static boolean isSame(Object right, Object actual) {
    if (right instanceof Double || actual instanceof Double) {
      return right instanceof Number one
          && actual instanceof Number other
          && Math.abs(one.doubleValue() - other.doubleValue())
              <= TOLERANCE * Math.max(1, Math.abs(one.doubleValue()));
    }
    return right != null && right.equals(actual);
  }

  /** The publication fields of a document are known only within bounds. */
  private static void checkHistory(Map<String, Object> document, List<String> fields) {
    if (!"true".equals(document.get("final"))) {
      fields.add("final is " + document.get("final") + " instead of true");
    }
    for (String count : List.of("revision", "late_events")) {
      if (!(document.get(count) instanceof Long value) || value < 0) {
        fields.add(count + " is " + document.get(count));
      }
    }
    if (Long.valueOf(0).equals(document.get("late_events"))
        && !Long.valueOf(0).equals(document.get("revision"))
        && document.get("levels[0].ms") == null) {
      fields.add("revision is " + document.get("revision") + " without a late event");
    }
  }

  private static void checkOnTime(Map<String, Object> document, List<String> fields) {
    for (String count : List.of("revision", "late_events")) {
      if (!Long.valueOf(0).equals(document.get(count))) {
        fields.add(count + " is " + document.get(count) + " instead of 0");
      }
    }
  }

  private static long countEvents(Family family, Map<String, Object> fields) {
    return fields.get(family.countField()) instanceof Long count ? count : 1;
  }

  private void addDifference(Family family, String key, String what) {
    differences.add(family.index().id() + " [" + key + "] " + what);
  }

  /** Compares the topic of dead letters, where one may be twice after a restart. */
  public void compareTopic(Expected expected, List<Map<String, Object>> letters) {
    Map<String, Map<String, Object>> byKey = new TreeMap<>();
    letters.forEach(letter -> byKey.put(Expected.createKey(Family.DEAD_LETTERS, letter), letter));
    compareFamily(Family.DEAD_LETTERS, expected.inTopic(), List.copyOf(byKey.values()));
    documents -= byKey.size();
  }

  /** Notes that the documents could not be read. */
  public void noteUnreadable(String why) {
    wrong++;
    differences.add("the documents cannot be read: " + why);
  }

  /** Whether everything is as it must be. */
  public boolean isEqual() {
    return lost == 0 && doubled == 0 && wrong == 0;
  }

  /** One line for each document that is missing, too many or different. */
  public List<String> differences() {
    return differences;
  }

  /** Documents that were compared. */
  public long documents() {
    return documents;
  }

  /** Events or documents that are missing. */
  public long lost() {
    return lost;
  }

  /** Events or documents that are there twice, or should not be there. */
  public long doubled() {
    return doubled;
  }

  /** Documents with a field that is wrong. */
  public long wrong() {
    return wrong;
  }
}
