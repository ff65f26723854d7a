/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.model.pricing;

import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A class of quantity that a price list can price, as the keys of {@code per_million} and its
 * siblings name it.
 */
public enum PricedClass {
  /** Input tokens that were neither read from nor written to a cache. */
  INPUT,
  CACHE_READ,
  /** Tokens written to a cache, those that it keeps for an hour excepted. */
  CACHE_WRITE,
  /** Tokens written to a cache that keeps them for an hour. */
  CACHE_WRITE_1H,
  /** Output tokens without reasoning. */
  OUTPUT,
  REASONING,
  /** All tokens, for prices that do not tell input from output. */
  TOTAL,
  /** Tokens that a training job trained. */
  TRAINED,
  CALLS,
  /** Hours of run time; the rate of {@code per_hour: {run: …}}. */
  RUN,
  IMAGES,
  AUDIO_SECONDS,
  VIDEO_SECONDS,
  CHARACTERS,
  PAGES,
  SEARCHES;

  /** The name in price lists, for example {@code cache_read}. */
  public String id() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The class of that name. */
  public static Optional<PricedClass> find(String id) {
    return Stream.of(values()).filter(priced -> priced.id().equals(id)).findFirst();
  }

  /** The part of an answer that this class is added to. */
  public CostPart part() {
    return switch (this) {
      case INPUT -> CostPart.INPUT;
      case CACHE_READ -> CostPart.CACHE_READ;
      case CACHE_WRITE, CACHE_WRITE_1H -> CostPart.CACHE_WRITE;
      case OUTPUT, REASONING -> CostPart.OUTPUT;
      case TOTAL -> CostPart.TOTAL;
      case TRAINED -> CostPart.TRAINED;
      case CALLS -> CostPart.CALLS;
      case RUN -> CostPart.RUN;
      default -> CostPart.UNITS;
    };
  }

  /** The class of which this one is a part where prices or bills do not distinguish it. */
  public Optional<PricedClass> coarser() {
    return Optional.ofNullable(
        switch (this) {
          case CACHE_READ, CACHE_WRITE -> INPUT;
          case CACHE_WRITE_1H -> CACHE_WRITE;
          case REASONING -> OUTPUT;
          default -> null;
        });
  }

  /** Whether the class counts tokens, of calls or of training. */
  public boolean isToken() {
    return isCallToken() || this == TRAINED;
  }

  /** Whether the class counts tokens of a model call. */
  public boolean isCallToken() {
    return switch (this) {
      case INPUT, CACHE_READ, CACHE_WRITE, CACHE_WRITE_1H, OUTPUT, REASONING, TOTAL -> true;
      default -> false;
    };
  }
}
