/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.intake;

import java.util.ArrayList;
import java.util.List;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;

/** Starts the intake service: OTLP under {@code /v1}, everything else under {@code /api/v1}. */
@SpringBootApplication
@ConfigurationPropertiesScan
public class UsageIntake {

  /** Takes Spring Boot's command line, and {@code --spool DIR}. */
  public static void main(String[] arguments) {
    SpringApplication.run(UsageIntake.class, joinValues(arguments));
  }

  /** Spring Boot knows {@code --name=value} only. */
  static String[] joinValues(String[] arguments) {
    List<String> joined = new ArrayList<>();
    for (int i = 0; i < arguments.length; i++) {
      boolean spool = arguments[i].equals("--spool") && i + 1 < arguments.length;
      joined.add(spool ? arguments[i] + "=" + arguments[++i] : arguments[i]);
    }
    return joined.toArray(String[]::new);
  }
}
