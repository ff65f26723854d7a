/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.api.openapi;

import io.tidemark.api.openapi.ApiPageTest.Shown;
import java.util.List;
import java.util.stream.Stream;

/** Settings about departments as the document shows them. */
final class DepartmentSample {

  private static final String ALLOCATIONS =
      "{\"rules\": [{\"id\": \"web\", \"match\": {\"project_id\": \"web*\"},"
          + " \"shares\": {\"apps\": \"0.7\", \"data\": \"0.3\"}}]}";

  private static final String FIXED_COST =
      "{\"name\": \"Power\", \"amount\": \"1200\", \"currency\": \"USD\","
          + " \"spread\": \"by_cost\"}";

  private static final String POOL =
      "{\"models\": [\"qwen*\"], \"gpus\": \"8\", \"price_per_gpu_hour\": \"2.50\","
          + " \"currency\": \"USD\", \"capacity\": \"36000000\"}";

  private DepartmentSample() {}

  static List<Shown> listRequests() {
    return Stream.of(
            listRequests("allocations", ALLOCATIONS),
            listRequests("fixed-costs", FIXED_COST),
            listRequests("pools", POOL),
            FinanceSample.listRequests())
        .flatMap(List::stream)
        .toList();
  }

  /** One setting from its creation to its deletion. */
  private static List<Shown> listRequests(String kinds, String body) {
    String all = "/" + kinds;
    String one = all + "/main";
    return List.of(
        new Shown("PUT", one, "json", body),
        Shown.get(all),
        Shown.get(one),
        Shown.get(one + "/history"),
        new Shown("DELETE", one, "json"));
  }
}
