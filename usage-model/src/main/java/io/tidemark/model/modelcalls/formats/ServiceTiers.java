/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.model.modelcalls.formats;

import io.tidemark.model.modelcalls.CallText;
import io.tidemark.model.modelcalls.ModelCall;
import java.util.Locale;
import java.util.Set;

/**
 * Spells service tiers in one way. Providers name the tier of an ordinary call, or say nothing:
 * both are the absent tier, so that a group does not split when a source begins to report it.
 */
public final class ServiceTiers {

  private static final Set<String> STANDARD = Set.of("standard", "default", "auto", "normal");

  private ServiceTiers() {}

  /** Replaces the tier of a call by its usual spelling. */
  static void completeTier(ModelCall call) {
    if (call.has(CallText.SERVICE_TIER)) {
      String given = call.text(CallText.SERVICE_TIER);
      String tier = normalizeTier(given);
      if (tier == null) {
        call.text(CallText.SERVICE_TIER, 0, 0);
      } else if (!tier.equals(given)) {
        call.text(CallText.SERVICE_TIER, tier);
      }
    }
  }

  /** The usual spelling; null for the standard tier and for none. */
  public static String normalizeTier(String given) {
    if (given == null) {
      return null;
    }
    String tier = given.strip().toLowerCase(Locale.ROOT);
    return tier.isEmpty() || STANDARD.contains(tier) ? null : tier;
  }
}
