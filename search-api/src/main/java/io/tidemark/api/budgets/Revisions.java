/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.api.budgets;

import io.tidemark.api.settings.Setting;

/** Which revision of a budget counts. */
final class Revisions {

  private Revisions() {}

  /** The revision; a setting of a file has none, and its body stands for it. */
  static long of(Setting setting) {
    return setting.origin() == Setting.Origin.FILE
        ? Integer.toUnsignedLong(setting.body().hashCode())
        : setting.revision();
  }
}
