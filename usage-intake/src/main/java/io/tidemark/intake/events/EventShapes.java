/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.intake.events;

import io.tidemark.intake.request.IntakeException;
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
          List.of("specversion", "usage", "cost", "prompt_tokens", "total_tokens", "data/items"));
  private static final int SPECVERSION = 0;
  private static final int USAGE = 1;
  private static final int COST = 2;
  private static final int PROMPT_TOKENS = 3;
  private static final int TOTAL_TOKENS = 4;
  private static final int DATA_ITEMS = 5;

  private EventShapes() {}

  /** Whether an item is a CloudEvent in structured mode. */
  static boolean isCloudEvent(byte[] item) {
    return readItem(item).has(SPECVERSION);
  }

  /**
   * Refuses the old shape of LiteLLM's callback, in which every value is text: tokens and times
   * cannot be distinguished from it.
   */
  static void requireCurrentLitellm(List<byte[]> items) {
    for (byte[] item : items) {
      JsonSlots slots = readItem(item);
      boolean old =
          slots.is(USAGE, JsonType.TEXT)
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

  /** The rows of an answer of new-api's own API, or the body itself. */
  static byte[] unwrapRows(byte[] body) {
    JsonSlots slots = readItem(body);
    if (!slots.is(DATA_ITEMS, JsonType.ARRAY)) {
      return body;
    }
    int start = slots.start(DATA_ITEMS);
    return Arrays.copyOfRange(body, start, start + slots.length(DATA_ITEMS));
  }

  private static JsonSlots readItem(byte[] item) {
    JsonReader json = new JsonReader();
    JsonSlots slots = new JsonSlots(FIELDS);
    json.open(item);
    if (!slots.read(json)) {
      slots.clear();
    }
    return slots;
  }
}
