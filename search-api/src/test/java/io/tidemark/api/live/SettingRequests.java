/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.api.live;

import static org.assertj.core.api.Assertions.assertThat;

/** Requests of a super-admin that store settings of a tenant. */
public final class SettingRequests {

  private SettingRequests() {}

  /** Stores a setting at its path below {@code /api/v1/}. */
  public static void putSetting(LiveApi api, String tenant, String path, String body) {
    Answer answer =
        api.send(api.tokens().superAdmin(tenant, "root"), "PUT", "/api/v1/" + path, body);
    assertThat(answer.status()).as(answer.text()).isIn(200, 201);
  }
}
