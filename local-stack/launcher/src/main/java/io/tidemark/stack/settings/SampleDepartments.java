/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.stack.settings;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Map;

/**
 * Example departments of the projects of the sample, so that the page splits costs by department.
 * They are settings of the tenant itself: its months are closed with statements.
 */
public final class SampleDepartments {

  private static final String PATH = "/api/v1/allocations";

  /** One project is left unallocated. */
  private static final String RULES =
      """
      rules:
        - {id: shop, match: {project_id: [web-shop, mobile-app, shop]}, shares: commerce}
        - {id: service, match: {project_id: [support, search]}, shares: {service: "0.7", commerce: "0.3"}}
        - {id: research, match: {project_id: [data-science, research]}, shares: research}
        - {id: platform, match: {project_id: [platform, apps]}, shares: platform}
        - {id: studio, match: {project_id: studio}, shares: marketing}
      """;

  private SampleDepartments() {}

  /** The rules, in YAML. */
  public static String body() {
    return RULES;
  }

  /** Stores the rules, unless the tenant of the caller has some. */
  public static void store(ApiClient superAdmin) {
    if (superAdmin.send("GET", PATH, Map.of()).body().path("settings").isEmpty()) {
      superAdmin.send(
          "PUT",
          PATH + "/sample",
          Map.of("Content-Type", "application/yaml"),
          RULES.getBytes(UTF_8));
    }
  }
}
