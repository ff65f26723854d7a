/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.model.modelcalls.formats;

import io.tidemark.model.json.JsonFields;
import io.tidemark.model.json.JsonReader;
import io.tidemark.model.json.JsonSlots;
import io.tidemark.model.json.JsonType;
import io.tidemark.model.parsing.Excerpt;
import io.tidemark.model.parsing.Part;
import io.tidemark.model.parsing.Parts;
import java.util.List;

/**
 * The routing of a call: a tag, and the attempts that are counted. When it is longer than a tag, or
 * tags are dropped, the number of attempts is stored with it.
 */
final class RoutingPart implements Part {

  /** A field of a call in a dead letter: the number of attempts of a routing that is cut. */
  static final String ATTEMPTS = "tidemarkAttempts";

  private static final JsonFields FIELDS = JsonFields.of(List.of("attempts"));

  @Override
  public void copy(Excerpt excerpt) {
    JsonReader json = excerpt.reader();
    int start = json.position();
    boolean object = json.buffer()[start] == '{';
    Parts.tag().copy(excerpt);
    if (object && !json.failed()) {
      int behind = json.position();
      long attempts = count(json, start);
      json.continueAt(behind);
      if (attempts >= 0) {
        excerpt.raw(",\"" + ATTEMPTS + "\":" + attempts);
      }
    }
  }

  /** The number of attempts in the routing at {@code start}, or -1. */
  private static long count(JsonReader json, int start) {
    JsonSlots routing = new JsonSlots(FIELDS);
    json.moveTo(start);
    routing.read(json);
    if (!routing.is(0, JsonType.ARRAY)) {
      return -1;
    }
    json.moveTo(routing.start(0));
    json.enterArray();
    long count = 0;
    while (json.nextElement()) {
      json.skipValue();
      count++;
    }
    return count;
  }
}
