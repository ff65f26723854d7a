/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.api.export;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.springframework.http.HttpHeaders;
import org.springframework.http.InvalidMediaTypeException;
import org.springframework.http.MediaType;

/**
 * How an answer is written. Every route writes JSON; those with rows write these in other forms.
 */
public enum AnswerForm {
  JSON(MediaType.APPLICATION_JSON_VALUE),
  CSV("text/csv"),
  NDJSON("application/x-ndjson");

  /** The parameter that says the form instead of the Accept header. */
  static final String FORMAT = "format";

  /** The parameter that makes a file of rows. */
  static final String DOWNLOAD = "download";

  /** The most wanted first; of two wanted alike the more exact, then the one named first. */
  private static final Comparator<MediaType> BY_WISH =
      Comparator.comparingDouble((MediaType range) -> -range.getQualityValue())
          .thenComparing(range -> range.isWildcardType() ? 2 : range.isWildcardSubtype() ? 1 : 0);

  private final String type;

  AnswerForm(String type) {
    this.type = type;
  }

  /** The media type. */
  public String type() {
    return type;
  }

  /** As {@code format} names it. */
  String format() {
    return name().toLowerCase(Locale.ROOT);
  }

  /**
   * The form that a request wants: what {@code format} names, otherwise what the Accept header
   * wants most; empty when it wants none of {@code offered}.
   */
  static Optional<AnswerForm> wanted(HttpServletRequest request, List<AnswerForm> offered) {
    String format = request.getParameter(FORMAT);
    if (format != null) {
      // A form that there is not is refused with the other parameters.
      return Optional.of(named(format).orElse(JSON));
    }
    return accepted(request)
        .flatMap(range -> offered.stream().filter(form -> range.includes(form.mediaType())))
        .findFirst();
  }

  /** Whether the rows are to become a file. */
  static boolean isDownload(HttpServletRequest request) {
    return "true".equals(request.getParameter(DOWNLOAD));
  }

  private static Optional<AnswerForm> named(String format) {
    return Stream.of(values()).filter(form -> form.format().equals(format)).findFirst();
  }

  private static Stream<MediaType> accepted(HttpServletRequest request) {
    String header = request.getHeader(HttpHeaders.ACCEPT);
    if (header == null || header.isBlank()) {
      return Stream.of(MediaType.ALL);
    }
    try {
      return MediaType.parseMediaTypes(header).stream()
          .filter(range -> range.getQualityValue() > 0)
          .sorted(BY_WISH);
    } catch (InvalidMediaTypeException e) {
      return Stream.of();
    }
  }

  private MediaType mediaType() {
    return MediaType.parseMediaType(type);
  }
}
