/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.model.pricing;

import io.tidemark.model.schema.WorkloadSchema;
import java.util.Optional;

/**
 * The keyword of window documents of model calls that names everything a price depends on, made by
 * the job: provider, model, source of the model, service tier and prompt band. Parts that are
 * unknown are empty.
 */
public final class PriceKey {

  /** Field of window documents. */
  public static final String FIELD = WorkloadSchema.PRICE_KEY;

  /** Between the parts; in a name it is replaced. */
  public static final char SEPARATOR = '\u241f';

  private static final char REPLACEMENT = '\ufffd';

  private static final int PARTS = 5;

  private PriceKey() {}

  /** Joins the parts; null is unknown. */
  public static String join(
      String provider, String model, String modelSource, String serviceTier, String promptBand) {
    return join(new String[] {provider, model, modelSource, serviceTier, promptBand});
  }

  /** Joins the parts in the order of the schema; null is unknown. */
  public static String join(String[] parts) {
    StringBuilder key = new StringBuilder();
    for (String part : parts) {
      key.append(part == null ? "" : part.replace(SEPARATOR, REPLACEMENT)).append(SEPARATOR);
    }
    key.setLength(key.length() - 1);
    return key.toString();
  }

  /** Whether a part of a key is the value of its dimension, with nothing replaced. */
  public static boolean isExact(String part) {
    return part == null || part.indexOf(REPLACEMENT) < 0;
  }

  /**
   * The parts of a key.
   *
   * @param operation from elsewhere: keys do not hold it
   * @return empty when the text is no key
   */
  public static Optional<PriceSubject> parse(String workload, String key, String operation) {
    String[] parts = key.split(String.valueOf(SEPARATOR), -1);
    if (parts.length != PARTS) {
      return Optional.empty();
    }
    try {
      return Optional.of(
          new PriceSubject(
              workload,
              unlessEmpty(parts[0]),
              unlessEmpty(parts[1]),
              unlessEmpty(parts[2]),
              unlessEmpty(parts[3]),
              operation,
              parts[4].isEmpty() ? 0 : Long.parseLong(parts[4])));
    } catch (NumberFormatException e) {
      return Optional.empty();
    }
  }

  private static String unlessEmpty(String part) {
    return part.isEmpty() ? null : part;
  }
}
