/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.archive.restore;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tidemark.archive.source.Elasticsearch;
import io.tidemark.model.index.IndexFamily;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/**
 * An alias of the indices of a day while the day is restored. An interrupted restore leaves it, so
 * that a run of the archive does not take the part for the whole day.
 */
public final class RestoreMark {

  private static final DateTimeFormatter DAY =
      DateTimeFormatter.ofPattern("uuuu.MM.dd", Locale.ROOT);

  private final Elasticsearch elasticsearch;

  public RestoreMark(Elasticsearch elasticsearch) {
    this.elasticsearch = elasticsearch;
  }

  /** The alias of a day. */
  static String nameOf(LocalDate day) {
    return IndexFamily.PREFIX + "restoring-" + DAY.format(day);
  }

  /** Whether a restore of the day runs, or was interrupted. */
  public boolean isSet(LocalDate day) {
    return !elasticsearch.get("/_alias/" + nameOf(day)).isMissingNode();
  }

  /** Marks an index that is there. */
  void set(String index, LocalDate day) {
    change("add", index, day);
  }

  /** Removes the marks of a day: all of its documents are there. */
  void remove(LocalDate day) {
    change("remove", IndexFamily.PREFIX + "*", day);
  }

  private void change(String action, String index, LocalDate day) {
    ObjectNode body = Elasticsearch.createObject();
    body.putArray("actions")
        .addObject()
        .putObject(action)
        .put("index", index)
        .put("alias", nameOf(day));
    elasticsearch.send("POST", "/_aliases", body);
  }
}
