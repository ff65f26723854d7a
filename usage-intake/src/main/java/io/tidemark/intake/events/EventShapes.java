/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.intake.events;

import io.tidemark.intake.request.IntakeException;
import io.tidemark.model.json.DamagedItems;
import io.tidemark.model.json.JsonFields;
import io.tidemark.model.json.JsonReader;
import io.tidemark.model.json.JsonSlots;
import io.tidemark.model.json.JsonType;
import java.util.Arrays;
import java.util.List;

/** Tells shapes of bodies apart by their content. */
final class EventShapes {

  private static final JsonFields FIELDS =
      JsonFields.of(
          List.of("specversion", "usage", "cost", "prompt_tokens", "total_tokens", "data"));
  private static final int SPECVERSION = 0;
  private static final int USAGE = 1;
  private static final int COST = 2;
  private static final int PROMPT_TOKENS = 3;
  private static final int TOTAL_TOKENS = 4;
  private static final int DATA = 5;

  private static final JsonFields DATA_FIELDS = JsonFields.of(List.of("items"));
  private static final int ITEMS = 0;

  private EventShapes() {}

  /** Whether the first item that can be read is a CloudEvent in structured mode. */
  static boolean areCloudEvents(List<byte[]> items) {
    for (byte[] item : items) {
      JsonSlots slots = readItem(new JsonReader(), item, new DamagedItems(List.of()));
      if (slots != null) {
        return slots.has(SPECVERSION);
      }
    }
    return false;
  }

  /**
   * Refuses the old shape of LiteLLM's callback, in which every value is text: tokens and times
   * cannot be distinguished from it.
   */
  static void requireCurrentLitellm(List<byte[]> items) {
    for (byte[] item : items) {
      JsonSlots slots = readItem(new JsonReader(), item, new DamagedItems(List.of()));
      boolean old =
          slots != null
              && slots.is(USAGE, JsonType.TEXT)
              && slots.has(COST)
              && !slots.has(PROMPT_TOKENS)
              && !slots.has(TOTAL_TOKENS);
      if (old) {
        throw IntakeException.createError(
            400,
            "This is the old shape of LiteLLM's generic API callback, in which all values are text."
                + " Remove litellm.generic_api_use_v1 from its configuration.");
      }
    }
  }

  /**
   * The rows of an answer of the API of new-api or one-api, as one array, or the body itself. A
   * page of new-api has them below {@code data.items}; other lists are {@code data}.
   */
  static byte[] unwrapRows(byte[] body) {
    DamagedItems rows = DamagedItems.belowArrays(List.of(List.of("data/items", "data")));
    JsonReader json = new JsonReader();
    JsonSlots answer = readItem(json, body, rows);
    if (answer == null) {
      return body;
    }
    if (answer.is(DATA, JsonType.ARRAY)) {
      return copyRows(rows, answer, DATA);
    }
    JsonSlots page = new JsonSlots(DATA_FIELDS);
    if (answer.is(DATA, JsonType.OBJECT)) {
      json.moveTo(answer.start(DATA));
      page.read(json);
    }
    return page.is(ITEMS, JsonType.ARRAY) ? copyRows(rows, page, ITEMS) : body;
  }

  /** Not from the reader's copy, in which damaged rows are blank. */
  private static byte[] copyRows(DamagedItems rows, JsonSlots slots, int slot) {
    int start = slots.start(slot);
    return Arrays.copyOfRange(rows.source(), start, start + slots.length(slot));
  }

  /** The fields of an item, or null if it is no object that can be read. */
  private static JsonSlots readItem(JsonReader json, byte[] item, DamagedItems reading) {
    JsonSlots slots = new JsonSlots(FIELDS);
    return reading.open(json, item) && slots.read(json) ? slots : null;
  }
}
