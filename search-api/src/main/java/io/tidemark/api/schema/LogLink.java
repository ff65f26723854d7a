/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.api.schema;

import java.net.URI;
import java.util.Optional;
import java.util.regex.Pattern;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/**
 * The address of the logs of a record, for the page: {@code {name}} stands for a field of the
 * record.
 */
@Component
class LogLink {

  private static final String SETTING = "tidemark.page.log-link";

  private static final Pattern PLACEHOLDER = Pattern.compile("\\{\\w+}");

  private final String template;

  LogLink(@Value("${" + SETTING + ":}") String template) {
    this.template = template.strip();
    if (!this.template.isEmpty() && !isAddress(this.template)) {
      throw new IllegalArgumentException(
          "%s %s: allowed is an address that begins with http:// or https://, with fields of records"
                  .formatted(SETTING, template)
              + " in braces, for example https://logs.example.com/?id={request_id}");
    }
  }

  /** The address with its placeholders; empty when the operator names none. */
  Optional<String> findTemplate() {
    return Optional.of(template).filter(text -> !text.isEmpty());
  }

  private static boolean isAddress(String text) {
    try {
      URI address = URI.create(PLACEHOLDER.matcher(text).replaceAll("x"));
      // A browser opens whatever is there, scripts too.
      boolean web = "http".equals(address.getScheme()) || "https".equals(address.getScheme());
      return web && address.getHost() != null;
    } catch (IllegalArgumentException malformed) {
      return false;
    }
  }
}
