/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.api;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;

/** Starts the search API: routes under {@code /api/v1}, the page under {@code /}. */
@SpringBootApplication
@ConfigurationPropertiesScan
public class SearchApi {

  /** Takes Spring Boot's command line, for example {@code --server.port=8080}. */
  public static void main(String[] arguments) {
    SpringApplication.run(SearchApi.class, arguments);
  }
}
