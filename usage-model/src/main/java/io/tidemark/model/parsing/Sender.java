/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.model.parsing;

import java.util.ArrayList;
import java.util.List;

/**
 * The sender of a record, as the intake service authenticated it. It travels in the headers of the
 * Kafka record; the job reads them from the topics that it trusts alone.
 *
 * @param tenant the tenant of all events of the record; never null
 * @param project their project; null where the record decides
 * @param user their user; null where the record decides
 * @param source a name of the sending system, for example {@code litellm-prod}; null if it has none
 */
public record Sender(String tenant, String project, String user, String source) {

  /** Kafka header with the tenant. */
  public static final String TENANT_HEADER = "tidemark-tenant";

  /** Kafka header with the project. */
  public static final String PROJECT_HEADER = "tidemark-project";

  /** Kafka header with the user. */
  public static final String USER_HEADER = "tidemark-user";

  /** Kafka header with the name of the sending system. */
  public static final String SOURCE_HEADER = "tidemark-source";

  /** Kafka header with the name of the record's format. */
  public static final String FORMAT_HEADER = "tidemark-format";

  /** The prefix of the names of these headers. */
  public static final String HEADER_PREFIX = "tidemark-";

  /** Prefix of the topics that the intake service writes, before the name of the workload. */
  public static final String TOPIC_PREFIX = "intake.";

  /**
   * The headers of a record: names and values in turns, without those that are null.
   *
   * @param format name of its format, or null
   * @param sender its sender, or null
   */
  public static String[] headers(String format, Sender sender) {
    List<String> headers = new ArrayList<>();
    addHeader(FORMAT_HEADER, format, headers);
    if (sender != null) {
      addHeader(TENANT_HEADER, sender.tenant, headers);
      addHeader(PROJECT_HEADER, sender.project, headers);
      addHeader(USER_HEADER, sender.user, headers);
      addHeader(SOURCE_HEADER, sender.source, headers);
    }
    return headers.toArray(String[]::new);
  }

  private static void addHeader(String name, String value, List<String> headers) {
    if (value != null) {
      headers.add(name);
      headers.add(value);
    }
  }
}
