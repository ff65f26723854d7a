/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.api.settings;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;

import io.tidemark.api.problem.ProblemException;
import java.util.List;
import tools.jackson.databind.JsonNode;

/** The request of a writer: the body, and the revision that it expects. */
public final class SettingInput {

  /** No kind takes more. */
  static final int MOST_BYTES = 4 << 20;

  private final String contentType;
  private final byte[] content;
  private final Precondition condition;

  /**
   * One request.
   *
   * @param contentType the header Content-Type; null when not sent
   * @param content at most {@link #MOST_BYTES} and one
   */
  public SettingInput(String contentType, byte[] content, Precondition condition) {
    this.contentType = contentType;
    this.content = content.clone();
    this.condition = requireNonNull(condition, "condition");
  }

  /** Whether the request has no body. */
  public boolean isEmpty() {
    return content.length == 0;
  }

  /** The revision that the writer expects. */
  public Precondition condition() {
    return condition;
  }

  /**
   * The body as a tree.
   *
   * @throws ProblemException 400 for a body that cannot be read, 413 for one of more than {@code
   *     most} bytes, 415 for an unknown format
   */
  public JsonNode readBody(int most) {
    SettingFormat format = SettingFormat.of(contentType);
    if (content.length > Math.min(most, MOST_BYTES)) {
      throw ProblemException.contentTooLarge(Math.min(most, MOST_BYTES));
    }
    try {
      JsonNode body = format.readBody(content);
      BodyLimits.requireWritable(body);
      return body;
    } catch (SettingFault fault) {
      throw ProblemException.invalidEntry(fault.entry(), fault.getMessage());
    }
  }

  /**
   * The body as text.
   *
   * @param type the only media type that is accepted
   * @throws ProblemException 413 for a body of more than {@code most} bytes, 415 for another type
   */
  public String readText(String type, int most) {
    String given = contentType == null ? "" : contentType.replaceFirst(";.*", "").strip();
    if (!given.equals(type)) {
      throw ProblemException.unsupportedMediaType(List.of(type));
    }
    if (content.length > Math.min(most, MOST_BYTES)) {
      throw ProblemException.contentTooLarge(Math.min(most, MOST_BYTES));
    }
    return new String(content, UTF_8);
  }
}
